# Builds Crier and packs it without the embedded database: a container is given a PostgreSQL.
#   docker build -t crier .
#   docker run -p 8080:8080 -p 8081:8081 -e SPRING_R2DBC_URL=r2dbc:postgresql://host/crier \
#     -e SPRING_R2DBC_USERNAME=crier -e SPRING_R2DBC_PASSWORD=… -e CRIER_TOKEN=… crier

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY src src
RUN mvn -B -ntp -q -DskipTests -Dembedded.skip package \
    && java -Djarmode=tools -jar target/crier-*.jar extract --layers --destination target/layers

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 crier \
    && useradd --uid 10001 --gid crier --no-create-home --home-dir /crier --shell /usr/sbin/nologin crier
WORKDIR /crier
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/spring-boot-loader/ ./
COPY --from=build /build/target/layers/snapshot-dependencies/ ./
COPY --from=build /build/target/layers/application/ ./
RUN mv crier-*.jar crier.jar && mkdir data && chown crier data
USER 10001
VOLUME /crier/data
EXPOSE 8080 8081
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "crier.jar"]
