# syntax=docker/dockerfile:1
# The Rasa server on the Python that Rasa 3.6 needs. The model is trained here; another one can be mounted over /models.
FROM node:22.17.0-bookworm-slim AS page
WORKDIR /app/web
COPY web/package.json web/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.10.18-slim-bookworm AS build
ENV UV_PROJECT_ENVIRONMENT=/venv UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN --mount=type=cache,target=/root/.cache pip install uv==0.9.5
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/root/.cache uv sync --frozen --no-default-groups --group rasa --no-install-project

# Trained anew only when something that a model is made of has changed.
FROM build AS model
COPY config.yml domain.yml ./
COPY data data
COPY catalogue catalogue
COPY waymark waymark
COPY extensions extensions
RUN WAYMARK_HOME=/tmp/waymark WAYMARK_MODEL=/models/waymark.tar.gz /venv/bin/python -m extensions.training

FROM python:3.10.18-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 RASA_TELEMETRY_ENABLED=false
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=page /app/web/node_modules web/node_modules
COPY --from=model /models /models
COPY web/page web/page
COPY config.yml domain.yml ./
COPY deploy/rasa deploy/rasa
COPY catalogue catalogue
COPY waymark waymark
COPY extensions extensions
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin waymark
USER 10001:10001
EXPOSE 5005
CMD ["python", "-m", "extensions.rasa_server", "--host=0.0.0.0", "--port=5005", "--no-api", "--model=/models/waymark.tar.gz", "--credentials=deploy/rasa/credentials.yml", "--endpoints=deploy/rasa/endpoints.yml"]
