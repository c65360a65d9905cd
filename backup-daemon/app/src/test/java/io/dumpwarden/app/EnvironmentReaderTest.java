package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentReaderTest {

  @TempDir private Path folder;

  @Test
  void nothingSetMeansTheDefaults() {
    DaemonConfig config = EnvironmentReader.read(Map.of());

    assertThat(config.external()).isEmpty();
    assertThat(config.dataDir()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(config.admin().listen()).isEqualTo(new DaemonConfig.Listen("127.0.0.1", 8080));
    assertThat(config.metrics()).isEqualTo(new DaemonConfig.Listen("127.0.0.1", 9464));
    assertThat(config.reloadInterval()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void everyProblemIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                EnvironmentReader.read(
                    Map.of(
                        "DUMPWARDEN_ADMIN_PROT", "1",
                        "DUMPWARDEN_METRICS_PORT", "many",
                        "DUMPWARDEN_RELOAD_INTERVAL", "1h",
                        "DUMPWARDEN_METADATA_URL", "jdbc:mariadb://db/x")))
        .hasMessageContaining(
            "DUMPWARDEN_ADMIN_PROT is not a setting; did you mean DUMPWARDEN_ADMIN_PORT?")
        .hasMessageContaining("DUMPWARDEN_METRICS_PORT is not a whole number")
        .hasMessageContaining("DUMPWARDEN_RELOAD_INTERVAL")
        .hasMessageContaining("DUMPWARDEN_METADATA_USER is missing")
        .hasMessageContaining("DUMPWARDEN_MASTER_KEY is missing");
  }

  @Test
  void tlsNeedsBothFilesAndProxiesAreNetworks() {
    Map<String, String> half =
        Map.of(
            "DUMPWARDEN_ADMIN_TLS_KEY", "/tls/tls.key",
            "DUMPWARDEN_ADMIN_TRUSTED_PROXIES", "10.0.0.0/8, proxy");
    Map<String, String> both =
        Map.of(
            "DUMPWARDEN_ADMIN_TLS_KEY", "/tls/tls.key",
            "DUMPWARDEN_ADMIN_TLS_CERT", "/tls/tls.crt",
            "DUMPWARDEN_ADMIN_PASSWORD", "correct-horse");

    assertThatThrownBy(() -> EnvironmentReader.read(half))
        .hasMessageContaining("DUMPWARDEN_ADMIN_TLS_CERT is missing")
        .hasMessageContaining("'proxy' is no network");
    DaemonConfig.Admin admin = EnvironmentReader.read(both).admin();
    assertThat(admin.tls())
        .isEqualTo(new DaemonConfig.TlsFiles(Path.of("/tls/tls.crt"), Path.of("/tls/tls.key")));
    assertThat(admin.toString()).doesNotContain("correct-horse");
    assertThat(EnvironmentReader.read(Map.of()).admin().tls()).isNull();
  }

  @Test
  void aValueMayComeFromAFileButNotTwice() throws Exception {
    Path file = Files.writeString(folder.resolve("name"), "node-7\n");
    Map<String, String> once = Map.of("DUMPWARDEN_NODE_NAME_FILE", file.toString());
    Map<String, String> twice =
        Map.of("DUMPWARDEN_NODE_NAME_FILE", file.toString(), "DUMPWARDEN_NODE_NAME", "other");

    assertThat(EnvironmentReader.read(once).nodeName()).isEqualTo("node-7");
    assertThatThrownBy(() -> EnvironmentReader.read(twice)).hasMessageContaining("are both set");
  }

  @Test
  void whatKubernetesInjectsIsLeftAlone() {
    assertThat(
            EnvironmentReader.read(
                Map.of(
                    "DUMPWARDEN_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                    "DUMPWARDEN_SERVICE_HOST", "10.0.0.1",
                    "DUMPWARDEN_SECRET_SHOP", "test-password")))
        .isNotNull();
  }
}
