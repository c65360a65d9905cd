package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Helm tells whoever installs the chart leads to a login. */
class ChartNotesTest {

  @Test
  void oneNodeOnItsOwnStore() {
    assertThat(Chart.notes(ChartCase.DEFAULTS.yaml()))
        .contains("1 node,", "the volume data-dumpwarden-0.")
        .contains("port-forward service/dumpwarden 8080:8080", "http://localhost:8080/")
        .contains("logs --selector app.kubernetes.io/instance=dumpwarden", "grep 'first user'")
        .contains("exec dumpwarden-0 -- dumpwarden recovery-kit --show-master-key");
  }

  @Test
  void severalNodesBehindAnIngress() {
    assertThat(Chart.notes(ChartCase.EVERYTHING.yaml()))
        .contains("2 nodes, metadata store jdbc:mariadb://metadata.example.org")
        .contains("https://backups.example.org/", "https://sicherung.example.org/")
        .contains("The password is in the Secret first-login, key password.")
        .doesNotContain("port-forward", "first user", "recovery-kit", "trustedProxies");
  }

  @Test
  void behindAnIngressWhoseAddressIsNotBelieved() {
    assertThat(Chart.notes(ChartCase.INGRESS.yaml())).contains("Set admin.trustedProxies");
  }

  @Test
  void withTlsOfItsOwn() {
    assertThat(Chart.notes(ChartCase.ADMIN_TLS.yaml())).contains("https://localhost:8080/");
  }
}
