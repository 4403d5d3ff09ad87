# One image for every role: docker run ... appointment-bot bot | jobs | web | migrate
FROM python:3.13-slim AS build
WORKDIR /build
RUN python -m venv /opt/appointment-bot
ENV PATH=/opt/appointment-bot/bin:$PATH
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN pip install --no-cache-dir hatchling && pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
# Others may pass: docker run --user looks for .env here.
RUN useradd --system --uid 10001 --create-home appointments && chmod 711 /home/appointments
COPY --from=build /opt/appointment-bot /opt/appointment-bot
ENV PATH=/opt/appointment-bot/bin:$PATH PYTHONUNBUFFERED=1 LOG_FORMAT=json WEB_HOST=0.0.0.0
# By number, which orchestrators can tell from root.
USER 10001
WORKDIR /home/appointments
EXPOSE 8080
# SIGTERM: takes no more, finishes what it has, within 10 s.
STOPSIGNAL SIGTERM
ENTRYPOINT ["appointment-bot"]
CMD ["run"]
