package io.dumpwarden.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A server of another version, in a container, where a Docker engine is. */
final class ContainerEngine implements SourceEngine {

  private static final int PORT = 3306;
  private static final String ROOT_PASSWORD = "root-test-password";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  private final String flavor;
  private final String image;
  private final GenericContainer<?> container;
  private String version = "";

  private ContainerEngine(String flavor, String image, List<String> options) {
    this.flavor = flavor;
    this.image = image;
    this.container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withEnv(
                flavor.equals("mysql") ? "MYSQL_ROOT_PASSWORD" : "MARIADB_ROOT_PASSWORD",
                ROOT_PASSWORD)
            .withExposedPorts(PORT)
            .withCommand(
                Stream.concat(Stream.of(ForTests.LARGE_PACKETS), options.stream())
                    .toArray(String[]::new));
  }

  /**
   * Starts a container.
   *
   * @param image such as "mysql:8.4"; its name is the flavor
   */
  static ContainerEngine start(String image, String... options) throws IOException {
    String flavor = image.substring(0, image.indexOf(':'));
    ContainerEngine engine = new ContainerEngine(flavor, image, List.of(options));
    engine.container.start();
    try {
      engine.awaitReady();
    } catch (IOException e) {
      engine.close();
      throw e;
    }
    return engine;
  }

  static Optional<String> whyUnavailable() {
    boolean configured =
        System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    // Testcontainers is asked only then: its own search is slow, and loud when it finds nothing.
    return configured && DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("no Docker engine here");
  }

  /** The image sets itself up with a server that has no network, and then starts another. */
  private void awaitReady() throws IOException {
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    while (true) {
      try (Connection connection = connect()) {
        version = Jdbc.version(connection);
        return;
      } catch (SQLException e) {
        if (System.nanoTime() - end > 0) {
          throw new IOException(image + " does not answer:\n" + container.getLogs(), e);
        }
        Pause.briefly();
      }
    }
  }

  @Override
  public String name() {
    return image;
  }

  @Override
  public String flavor() {
    return flavor;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String host() {
    return container.getHost();
  }

  @Override
  public int port() {
    return container.getMappedPort(PORT);
  }

  @Override
  public String rootUser() {
    return "root";
  }

  @Override
  public String rootPassword() {
    return ROOT_PASSWORD;
  }

  @Override
  public List<Path> toolFolders() {
    try {
      return flavor.equals("mysql")
          ? Mysql9.toolFolders()
          : List.of(MariaDb114.binaries().toolFolder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    container.stop();
  }

  @Override
  public String toString() {
    return name();
  }
}
