# Crier without a database of its own, which a container is given:
#   docker build -t crier .
#   docker run -p 8080:8080 -p 127.0.0.1:8081:8081 -e SPRING_R2DBC_URL=r2dbc:postgresql://host/crier \
#     -e SPRING_R2DBC_USERNAME=crier -e SPRING_R2DBC_PASSWORD=… -e CRIER_TOKEN=… crier
# What is made in the stages comes into an empty image: a Java runtime, the C library it needs, and Crier. No shell, no
# package manager.

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY src/main src/main
# What it was built of, for /actuator/info: --build-arg COMMIT=$(git rev-parse HEAD)
ARG COMMIT=
# The jars apart, which the cache below needs; and this platform's PostgreSQL, for the training alone.
RUN if [ -n "$COMMIT" ]; then \
       printf 'git.commit.id=%s\ngit.commit.id.abbrev=%.7s\n' "$COMMIT" "$COMMIT" > src/main/resources/git.properties; fi \
    && mvn -B -ntp -q -Dmaven.test.skip -Dembedded.skip package \
    && java -Djarmode=tools -jar target/crier-*.jar extract --layers --destination target/layers \
    && mv target/layers/application/crier-*.jar target/layers/application/crier.jar \
    && mvn -B -ntp -q dependency:copy-dependencies -DincludeGroupIds=io.zonky.test.postgres \
       -DoutputDirectory=target/postgres

FROM eclipse-temurin:25-jdk AS training
# All of Java SE; encodings and languages, which feeds and pages come in; what Netty and the meters ask of the system. Threads
# have priorities: jvm.options lowers the compilers'. Given here, the JVM does not warn of it where it runs as nobody's root.
RUN jlink --output /opt/jre --compress zip-6 --no-man-pages --no-header-files --add-options=-XX:ThreadPriorityPolicy=1 --add-modules \
    java.se,jdk.charsets,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs
# The C library, as far as the runtime is linked to it, and as it is linked.
RUN mkdir -p /image/etc /image/tmp /owned/data \
    && chmod 1777 /image/tmp \
    && echo 'root:x:0:0::/:/none' > /image/etc/passwd \
    && echo 'crier:x:10001:10001::/crier:/none' >> /image/etc/passwd \
    && echo 'root:x:0:' > /image/etc/group \
    && echo 'crier:x:10001:' >> /image/etc/group \
    && libraries=$(find /opt/jre/bin/java /opt/jre/lib/server/libjvm.so /opt/jre/lib -maxdepth 1 -type f \
         ! -name 'libawt_xawt.so' ! -name 'libjsound.so' ! -name 'libsplashscreen.so' ! -name 'libfontmanager.so' \
         \( -name '*.so' -o -name java \) -exec ldd {} + | awk '$2 == "=>" && $3 ~ "^/(usr/)?lib" { print $3 } $1 ~ "^/(usr/)?lib.*/ld-" { print $1 }' | sort -u) \
    && gcc=$(find /lib /usr/lib -name libgcc_s.so.1 | head -n 1) \
    && cp -L --parents $libraries "$gcc" /image/ \
    && useradd --uid 10001 --home-dir /crier --shell /usr/sbin/nologin crier \
    && mkdir /crier /training \
    && chown crier /crier /training
COPY --from=build /build/target/layers/dependencies/ /crier/
COPY --from=build /build/target/layers/application/ /crier/
COPY --from=build /build/target/postgres/ /training/
COPY src/main/docker/ /training/
# What is loaded natively is where the JVM looks for it: nothing is unpacked into /tmp, which may forbid that it is run.
RUN rm -f /crier/lib/*-osx-* /crier/lib/*-windows-* \
    && mkdir /crier/native /unpacked && cd /unpacked \
    && for jar in /crier/lib/netty-transport-native-epoll-*-linux-*.jar /crier/lib/native-linux-$(uname -m)-*.jar; \
       do jar xf "$jar"; done \
    && find . -name '*.so' -exec cp {} /crier/native/ \; \
    && cp -L --parents $(ldd /crier/native/*.so | awk '$2 == "=>" && $3 ~ "^/(usr/)?lib" { print $3 }' | sort -u) /image/ \
    && cp /training/jvm.options /crier/
USER crier
# Started on an empty database, asked for a little of everything, and stopped; what it loaded, linked and learned is kept
# in crier.aot.
RUN java -cp "/crier/crier.jar:/training/*" /training/Training.java

FROM scratch
ARG COMMIT=
LABEL org.opencontainers.image.title="Crier" \
      org.opencontainers.image.description="A live feed of event announcements: kept in PostgreSQL, listed, and streamed without gaps" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.revision="$COMMIT"
COPY --from=training /image/ /
COPY --from=training /opt/jre/ /opt/jre/
COPY --from=training /crier/lib/ /crier/lib/
COPY --from=training /crier/native/ /crier/native/
COPY --from=training /crier/jvm.options /crier/crier.jar /crier/
COPY --from=training /crier/crier.aot /crier/
COPY --from=training --chown=10001:10001 /owned/ /crier/
WORKDIR /crier
USER 10001:10001
ENV LANG=C.UTF-8
VOLUME /crier/data
EXPOSE 8080 8081
# Asks the management port whether Crier is ready, in a quarter of a second of processor time; to look at the cache, which is
# made for more, would take longer. JAVA_TOOL_OPTIONS are read before these: no second collector may be named here, and the
# heap's limits must be.
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=3 \
    CMD ["/opt/jre/bin/java", "-XX:AOTMode=off", "-XX:TieredStopAtLevel=1", "-Xms8m", "-Xmx16m", "-cp", "/crier/crier.jar", "io.crier.Probe"]
ENTRYPOINT ["/opt/jre/bin/java", "@/crier/jvm.options", "-XX:AOTCache=/crier/crier.aot", "-jar", "/crier/crier.jar"]
