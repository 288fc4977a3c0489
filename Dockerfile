# One image for each service: docker build --target command-service .
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -pl :command-service,:projector-service,:query-service,:web-console,:local-stack -am package \
    && for service in command-service projector-service query-service web-console; do \
           java -Djarmode=tools -jar $service/target/$service-*-exec.jar \
               extract --layers --application-filename service.jar --destination /out/$service; \
       done

# Makes the keys and tokens of the local demo; a bank has an issuer of its own instead.
FROM eclipse-temurin:25-jre AS local-keys
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin daybook \
    && install -d -o daybook /keys/local /keys/trusted /keys/log /keys/master
WORKDIR /app
COPY --from=build /src/tools/local-stack/target/local-stack-1.0.0-SNAPSHOT.jar ./
COPY --from=build /src/tools/local-stack/target/lib/shared-events-*.jar /src/tools/local-stack/target/lib/nimbus-jose-jwt-*.jar ./
USER 10001
ENTRYPOINT ["java", "-cp", "/app/*", "io.daybook.localstack.MakeKeys", "/keys/local", "/keys/trusted", "/keys/log", \
            "/keys/master"]

FROM eclipse-temurin:25-jre AS service
# A new volume takes over the owner of the folder that it is mounted on.
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin daybook \
    && install -d -o daybook /var/lib/daybook/documents /var/lib/daybook/trusted /var/lib/daybook/log-keys \
        /var/lib/daybook/master-keys
WORKDIR /app
COPY --chmod=755 deploy/healthy /usr/local/bin/healthy
USER 10001
# A service that has run out of memory ends, and is started anew, instead of going on with threads that are gone.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError"
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=12 CMD ["healthy"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-jar", "service.jar"]

# The layers change from seldom to often, so that a new version is a small download.
FROM service AS command-service
ENV SERVER_PORT=8081 DAYBOOK_IMPORTS_FOLDER=/var/lib/daybook/imports
USER root
RUN install -d -o 10001 /var/lib/daybook/imports
USER 10001
COPY --from=build /out/command-service/dependencies/ ./
COPY --from=build /out/command-service/spring-boot-loader/ ./
COPY --from=build /out/command-service/snapshot-dependencies/ ./
COPY --from=build /out/command-service/application/ ./

FROM service AS projector-service
ENV SERVER_PORT=8083
COPY --from=build /out/projector-service/dependencies/ ./
COPY --from=build /out/projector-service/spring-boot-loader/ ./
COPY --from=build /out/projector-service/snapshot-dependencies/ ./
COPY --from=build /out/projector-service/application/ ./

FROM service AS query-service
ENV SERVER_PORT=8082
COPY --from=build /out/query-service/dependencies/ ./
COPY --from=build /out/query-service/spring-boot-loader/ ./
COPY --from=build /out/query-service/snapshot-dependencies/ ./
COPY --from=build /out/query-service/application/ ./

FROM service AS web-console
ENV SERVER_PORT=8080
COPY --from=build /out/web-console/dependencies/ ./
COPY --from=build /out/web-console/spring-boot-loader/ ./
COPY --from=build /out/web-console/snapshot-dependencies/ ./
COPY --from=build /out/web-console/application/ ./
