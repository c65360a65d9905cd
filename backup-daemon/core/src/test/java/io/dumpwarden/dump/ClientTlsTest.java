package io.dumpwarden.dump;

import static io.dumpwarden.config.TlsMode.DISABLED;
import static io.dumpwarden.config.TlsMode.PREFERRED;
import static io.dumpwarden.config.TlsMode.REQUIRED;
import static io.dumpwarden.config.TlsMode.VERIFY_CA;
import static io.dumpwarden.config.TlsMode.VERIFY_IDENTITY;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.Tls;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.source.Grants;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every cell of the table, for real. Accounts on servers with TLS require it, so that a success
 * there proves TLS, and a success on the server without proves plaintext.
 */
class ClientTlsTest {

  private static final String OK = "ok";
  private static final String FAILED = "tls-failed";
  private static final String DENIED = "access-denied";
  private static final String REFUSED = "tls-mode-unsupported";

  @TempDir Path folder;

  private final SoftAssertions softly = new SoftAssertions();

  @Test
  void mariaDb114() throws Exception {
    Engines.require(TestEngine.MARIADB_11_4);
    try (TlsServers servers = new TlsServers(TestEngine.MARIADB_11_4, folder)) {
      check(servers, servers.off.finder(), OK, FAILED);
      Login loopback = servers.good.tls("127.0.0.1", servers.tls(VERIFY_IDENTITY, true)).login();
      softly.assertThat(dump(servers.good.finder(), loopback)).isEqualTo(REFUSED);
      checkDriver(servers);
      debian().ifPresent(finder -> checkOlder(servers, finder));
    }
    softly.assertAll();
  }

  @Test
  @Tag("long")
  void mySql() throws Exception {
    Engines.require(TestEngine.MYSQL_8_0);
    try (TlsServers servers = new TlsServers(TestEngine.MYSQL_8_0, folder)) {
      assumeTrue(!servers.off.finder().find("mysqldump").isEmpty(), "no Oracle mysqldump here");
      check(servers, servers.off.finder(), OK, OK);
      checkDriver(servers);
    }
    softly.assertAll();
  }

  private void checkOlder(TlsServers servers, ProgramFinder finder) {
    try {
      check(servers, finder, REFUSED, FAILED);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /**
   * @param required what the mode required does on a server with TLS
   * @param caOfOtherName what verify-ca does where the name does not fit
   */
  private void check(
      TlsServers servers, ProgramFinder finder, String required, String caOfOtherName)
      throws Exception {
    String withoutTls = required.equals(REFUSED) ? REFUSED : FAILED;
    cell(finder, servers.off, servers.tls(DISABLED, true), OK);
    cell(finder, servers.off, servers.tls(PREFERRED, true), OK);
    cell(finder, servers.off, servers.tls(REQUIRED, true), withoutTls);
    cell(finder, servers.off, servers.tls(VERIFY_CA, true), FAILED);
    cell(finder, servers.off, servers.tls(VERIFY_IDENTITY, true), FAILED);

    cell(finder, servers.good, servers.tls(DISABLED, true), DENIED);
    cell(finder, servers.good, servers.tls(PREFERRED, false), OK);
    cell(finder, servers.good, servers.tls(REQUIRED, false), required);
    cell(finder, servers.good, servers.tls(VERIFY_CA, true), OK);
    cell(finder, servers.good, servers.tls(VERIFY_CA, false), FAILED);
    cell(finder, servers.good, servers.tls(VERIFY_IDENTITY, true), OK);
    cell(finder, servers.good, servers.tls(VERIFY_IDENTITY, false), FAILED);
    cell(finder, servers.good, new Tls(VERIFY_CA, null), REFUSED);

    cell(finder, servers.otherName, servers.tls(PREFERRED, true), OK);
    cell(finder, servers.otherName, servers.tls(REQUIRED, true), required);
    cell(finder, servers.otherName, servers.tls(VERIFY_CA, true), caOfOtherName);
    cell(finder, servers.otherName, servers.tls(VERIFY_IDENTITY, true), FAILED);
  }

  private void cell(ProgramFinder finder, Source server, Tls tls, String expected) {
    softly
        .assertThat(dump(finder, server.tls("localhost", tls).login()))
        .as("%s with %s on port %d", tls, finder.whereItLooked(), server.login().port())
        .isEqualTo(expected);
  }

  /** The driver, which goes ahead of every dump, must agree. */
  private void checkDriver(TlsServers servers) throws Exception {
    driver(servers.off, servers.tls(DISABLED, true), OK);
    driver(servers.off, servers.tls(PREFERRED, true), OK);
    driver(servers.off, servers.tls(REQUIRED, true), FAILED);
    driver(servers.off, servers.tls(VERIFY_CA, true), FAILED);
    driver(servers.good, servers.tls(DISABLED, true), DENIED);
    driver(servers.good, new Tls(PREFERRED, null), OK);
    driver(servers.good, new Tls(REQUIRED, null), OK);
    driver(servers.good, servers.tls(VERIFY_CA, true), OK);
    driver(servers.good, servers.tls(VERIFY_CA, false), FAILED);
    driver(servers.good, servers.tls(VERIFY_IDENTITY, true), OK);
    driver(servers.otherName, servers.tls(VERIFY_CA, true), OK);
    driver(servers.otherName, servers.tls(VERIFY_IDENTITY, true), FAILED);
  }

  private void driver(Source server, Tls tls, String expected) {
    softly
        .assertThat(connect(server.tls("localhost", tls).login()))
        .as("the driver with %s on port %d", tls, server.login().port())
        .isEqualTo(expected);
  }

  private static String connect(Login login) {
    try (Connection connection = new ServerConnector(Duration.ofSeconds(30)).connect(login)) {
      return connection.isValid(5) ? OK : "invalid";
    } catch (DumpwardenException e) {
      return e.code().code();
    } catch (SQLException e) {
      return e.toString();
    }
  }

  private String dump(ProgramFinder finder, Login login) {
    Inventory inventory = Inventory.empty("tls");
    ServerFacts facts =
        new ServerFacts(
            login.flavor(), "8.0.15", new Version(8, 0, 15), false, Grants.ofEverything());
    try (OpenDump dump =
        new MysqldumpEngine(new DumpTools(finder))
            .open(DumpRequest.whole(login, facts, inventory, folder))) {
      dump.stream().readAllBytes();
      dump.prove();
      return OK;
    } catch (DumpwardenException e) {
      return e.code().code();
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The mariadb-dump of the PATH, where it is older than 11.4, as Debian's is. */
  private static Optional<ProgramFinder> debian() {
    ProgramFinder finder =
        new ProgramFinder(ToolFolders.of(List.of(), System.getenv("PATH"), null));
    boolean older =
        finder.find("mariadb-dump", "mysqldump").stream()
            .filter(program -> program.flavor() == Flavor.MARIADB)
            .findFirst()
            .filter(program -> !program.release().atLeast(11, 4))
            .isPresent();
    if (!older) {
      System.out.println("the TLS modes of mariadb-dump 10 are not tested: none on the PATH");
    }
    return older ? Optional.of(finder) : Optional.empty();
  }
}
