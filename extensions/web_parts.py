"""Where the page's files are. Apart from `web_page`, so that the launcher need not load Rasa to look for them."""

from extensions.training import ROOT

PAGE = ROOT / "web" / "page"
PACKAGES = ROOT / "web" / "node_modules"
SOCKET_IO = "socket.io-client/dist/socket.io.esm.min.js"
