# syntax=docker/dockerfile:1
# The operator as an image: docker build -t mlops-operator .
# JDK 25 for its AOT cache (JEP 483, 514), with which the JVM starts from classes that are already loaded and linked.
ARG JAVA=25

FROM eclipse-temurin:${JAVA}-jdk AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
# aot: so that Quarkus knows the training run below. What it makes for this JVM is not taken.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -q -Dmaven.test.skip -Dspotless.check.skip -Dquarkus.package.jar.aot.enabled=true package

# On the very JVM that runs it, in the very place: the cache holds for no other JVM, path or time of a jar.
FROM eclipse-temurin:${JAVA}-jre AS cache
WORKDIR /app
COPY --from=build /build/target/quarkus-app/lib lib
COPY --from=build /build/target/quarkus-app/quarkus-run.jar ./
COPY --from=build /build/target/quarkus-app/quarkus quarkus
COPY --from=build /build/target/quarkus-app/app app
# Quarkus ends by itself once all of its classes are there, before it reaches for any outside world.
RUN java -XX:AOTCacheOutput=/app/app.aot -Dquarkus.appcds.generate=true -jar quarkus-run.jar

FROM eclipse-temurin:${JAVA}-jre
LABEL org.opencontainers.image.title="mlops-operator" \
      org.opencontainers.image.description="Data lakes, notebook workspaces and Glue development sessions on AWS as Kubernetes resources" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY LICENSE /licenses/
# A layer each, by how often they change.
COPY --from=cache /app/lib lib
COPY --from=cache /app/quarkus-run.jar ./
COPY --from=cache /app/quarkus quarkus
COPY --from=cache /app/app app
COPY --from=cache /app/app.aot ./
# No name is needed, and Kubernetes can tell only from a number that it is not root.
USER 65532:65532
EXPOSE 8080
# The C library's allocator keeps memory for each of many threads, which counts against the container's limit
# (mallopt(3), M_ARENA_MAX).
ENV MALLOC_ARENA_MAX=2
ENTRYPOINT ["java", "-XX:AOTCache=/app/app.aot", "-jar", "quarkus-run.jar"]
