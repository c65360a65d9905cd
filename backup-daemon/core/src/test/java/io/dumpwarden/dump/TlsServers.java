package io.dumpwarden.dump;

import io.dumpwarden.config.Tls;
import io.dumpwarden.config.TlsMode;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One server without TLS, one with a good certificate, one with a certificate of another name. */
public final class TlsServers implements AutoCloseable {

  public static final String USER = "tls_user";
  private static final String PASSWORD = "test-password";

  private final List<SourceEngine> started = new ArrayList<>();
  private final TestCertificates certificates;
  public final Source off;
  public final Source good;
  public final Source otherName;

  public TlsServers(TestEngine kind, Path folder) throws Exception {
    this.certificates = new TestCertificates(folder);
    certificates.ca("other-ca");
    String[] local = certificates.serverOptions("ca", "good", "dns:localhost,ip:127.0.0.1");
    String[] elsewhere = certificates.serverOptions("ca", "elsewhere", "dns:db.example");
    off = start(kind, "NONE", "--skip-ssl");
    good = start(kind, "SSL", local);
    otherName = start(kind, "SSL", elsewhere);
  }

  /** The setting for a mode, with the servers' CA or another one. */
  public Tls tls(TlsMode mode, boolean rightCa) throws Exception {
    return new Tls(mode, certificates.ca(rightCa ? "ca" : "other-ca"));
  }

  private Source start(TestEngine kind, String requirement, String... options) throws Exception {
    SourceEngine engine = kind.start(options);
    started.add(engine);
    Source root = Source.of(engine);
    root.fresh("tls");
    root.execute(
        "CREATE USER '%s'@'%%' IDENTIFIED BY '%s' REQUIRE %s"
            .formatted(USER, PASSWORD, requirement),
        "GRANT ALL ON tls.* TO '%s'@'%%'".formatted(USER));
    return root.as(USER, PASSWORD);
  }

  @Override
  public void close() throws Exception {
    for (SourceEngine engine : started) {
      engine.close();
    }
  }
}
