package io.dumpwarden.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.Tls;
import io.dumpwarden.config.TlsMode;
import io.dumpwarden.dump.Source;
import io.dumpwarden.dump.TlsServers;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pre-flight says of TLS is what the connection is. */
class TlsProofTest {

  @TempDir Path folder;

  @Test
  void aModeIsHeldAgainstWhatTheServerDoes() throws Exception {
    Engines.require(TestEngine.MARIADB_11_4);
    try (TlsServers servers = new TlsServers(TestEngine.MARIADB_11_4, folder)) {
      Tls preferred = servers.tls(TlsMode.PREFERRED, true);
      Tls required = servers.tls(TlsMode.REQUIRED, true);
      Tls verifyCa = servers.tls(TlsMode.VERIFY_CA, true);
      Tls foreignCa = servers.tls(TlsMode.VERIFY_CA, false);
      Tls identity = servers.tls(TlsMode.VERIFY_IDENTITY, true);

      assertThat(tls(servers.off, preferred)).startsWith("warning not in use (mode preferred)");
      assertThat(connect(servers.off, required)).contains("(tls-failed)");
      assertThat(connect(servers.off, verifyCa)).contains("(tls-failed)");
      assertThat(tls(servers.good, required)).contains("the certificate is not checked");
      assertThat(tls(servers.good, verifyCa))
          .startsWith("ok TLSv1.")
          .contains("mode verify-ca, certificate proven by " + verifyCa.caFile());
      assertThat(connect(servers.good, foreignCa)).contains("(tls-failed)");
      assertThat(tls(servers.otherName, verifyCa)).startsWith("ok ");
      assertThat(tls(servers.good, identity)).contains("certificate and host name proven by");
      assertThat(connect(servers.otherName, identity)).contains("(tls-failed)");
    }
  }

  private static String tls(Source source, Tls tls) {
    return only(source, tls, "tls");
  }

  private static String connect(Source source, Tls tls) {
    return only(source, tls, "connect");
  }

  private static String only(Source source, Tls tls, String check) {
    Visited visited = Visited.of(source.tls("localhost", tls), Thresholds.STANDARD);
    List<String> lines = visited.lines(check);
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }
}
