# syntax=docker/dockerfile:1
# The action server, the migration job and the `waymark` command: the newest Python, without Rasa and TensorFlow.
FROM python:3.13.5-slim-bookworm AS build
ENV UV_PROJECT_ENVIRONMENT=/venv UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN --mount=type=cache,target=/root/.cache pip install uv==0.9.5
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/root/.cache uv sync --frozen --no-default-groups --no-install-project

FROM python:3.13.5-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /app
COPY --from=build /venv /venv
COPY catalogue catalogue
COPY waymark waymark
COPY actions actions
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin waymark
USER 10001:10001
EXPOSE 5055
CMD ["python", "-m", "actions.server", "--host=0.0.0.0", "--port=5055"]
