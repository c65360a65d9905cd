package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.command.Cli.Outcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code storage test} against an S3 server that checks signatures. */
class LiveS3CommandTest {

  private final Cli cli = Cli.shared();
  private final Path objects = cli.folder().resolve("s3");

  private S3Proxy server;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(objects.resolve("backups"));
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", objects.toString());
    server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", properties))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test-access", "test-secret")
            .build();
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void testsEverythingThatABackupDoes() {
    add("s3-good", "test-secret");

    Outcome outcome = cli.run("storage", "test", "s3-good");

    assertThat(outcome.exit()).as(outcome.out()).isZero();
    assertThat(outcome.out().lines()).hasSize(6).allMatch(line -> line.startsWith("ok "));
  }

  @Test
  void failsWithAHintWhereTheKeyIsWrong() {
    add("s3-denied", "test-secret-wrong");

    Outcome outcome = cli.run("storage", "test", "s3-denied");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out())
        .startsWith("failed   check: ")
        .contains("hint: check credentials and rights")
        .doesNotContain("test-secret-wrong");
  }

  private void add(String name, String secret) {
    Outcome outcome =
        cli.run(
            secret,
            Map.of(),
            "storage",
            "add",
            name,
            "--type",
            "s3",
            "--endpoint",
            "http://127.0.0.1:" + server.getPort(),
            "--region",
            "us-east-1",
            "--bucket",
            "backups",
            "--prefix",
            name,
            "--path-style",
            "--access-key",
            "test-access",
            "--secret-key-stdin");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }
}
