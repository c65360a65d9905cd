package io.dumpwarden.preflight;

import io.dumpwarden.config.Account;
import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.Server;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.dump.Source;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.secret.SealedVault;
import io.dumpwarden.secret.SecretVault;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A test server and what pre-flight says of it. */
record Visited(Source source, SecretVault vault, Preflight preflight) {

  static final ServerConnector CONNECTOR = new ServerConnector(Duration.ofMinutes(1));

  /** With a second as the threshold for transactions. */
  static Visited impatient(Source source) {
    return of(source, new Thresholds(Duration.ofSeconds(1), Duration.ofMinutes(1)));
  }

  static Visited of(Source source, Thresholds thresholds) {
    SecretVault vault = new SealedVault(MasterKey.generate(), List.of(), name -> null);
    DumpTools tools = new DumpTools(source.finder());
    return new Visited(source, vault, new Preflight(vault, CONNECTOR, tools, thresholds));
  }

  /** A server's row for this login. */
  Server server(Login login) {
    return new Server(
        "shop1",
        login.flavor(),
        login.host(),
        login.port(),
        new Account(login.user(), vault.seal(login.password())),
        null,
        login.tls(),
        Map.of(),
        1,
        DumpOptionSet.NONE,
        true,
        false);
  }

  Report check() {
    return preflight.check(server(source.login()));
  }

  /** What a check found, in lines such as {@code warning database shop: …}. */
  static List<String> lines(List<Finding> findings, String check) {
    return findings.stream()
        .filter(finding -> finding.check().equals(check))
        .map(finding -> finding.result().id() + " " + finding.message() + hint(finding))
        .toList();
  }

  List<String> lines(String check) {
    return lines(check().findings(), check);
  }

  private static String hint(Finding finding) {
    return finding.hint() == null ? "" : " | " + finding.hint();
  }
}
