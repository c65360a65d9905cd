package io.dumpwarden.dump;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.Tls;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Login;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * How each client program is told which TLS to use, found out by trying each of them against
 * servers with TLS on, off, with a foreign CA and under another name. A mode that a program cannot
 * enforce is refused: it would look safe without being so.
 */
public final class ClientTls {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1");

  private ClientTls() {}

  /**
   * The lines for the {@code [client]} group of the program's option file.
   *
   * @throws DumpwardenException {@code TLS_MODE_UNSUPPORTED}
   */
  public static List<String> lines(ClientProgram program, Login login) {
    if (program.flavor() == Flavor.MYSQL) {
      return oracle(program, login);
    }
    return program.release().atLeast(11, 4) ? mariaDb114(program, login) : mariaDb(program, login);
  }

  /** One option says it all, and the program keeps to it. */
  private static List<String> oracle(ClientProgram program, Login login) {
    return switch (login.tls().mode()) {
      // Without TLS, caching_sha2_password needs the server's key to send the password under.
      case DISABLED -> List.of("ssl-mode=DISABLED", "get-server-public-key");
      case PREFERRED -> List.of("ssl-mode=PREFERRED", "get-server-public-key");
      case REQUIRED -> List.of("ssl-mode=REQUIRED");
      case VERIFY_CA -> List.of("ssl-mode=VERIFY_CA", ca(program, login));
      case VERIFY_IDENTITY -> List.of("ssl-mode=VERIFY_IDENTITY", ca(program, login));
    };
  }

  /**
   * Verifying is what makes TLS mandatory. Without a CA it accepts any certificate whose
   * fingerprint the server confirms with the account's password, which is more than required asks
   * for. With a CA it always compares the host's name too, except for a literal loopback address.
   */
  private static List<String> mariaDb114(ClientProgram program, Login login) {
    return switch (login.tls().mode()) {
      case DISABLED -> List.of("skip-ssl");
      case PREFERRED -> List.of("ssl", "skip-ssl-verify-server-cert");
      case REQUIRED -> List.of("ssl", "ssl-verify-server-cert");
      case VERIFY_CA -> List.of(ca(program, login), "ssl-verify-server-cert");
      case VERIFY_IDENTITY -> {
        if (LOOPBACK.contains(login.host())) {
          throw refused(program, login, "it does not compare the name of " + login.host());
        }
        yield List.of(ca(program, login), "ssl-verify-server-cert");
      }
    };
  }

  /** Only verifying, by CA and name, keeps these from falling to plaintext without a word. */
  private static List<String> mariaDb(ClientProgram program, Login login) {
    return switch (login.tls().mode()) {
      case DISABLED -> List.of("skip-ssl");
      case PREFERRED -> List.of("ssl", "skip-ssl-verify-server-cert");
      case REQUIRED ->
          throw refused(program, login, "it falls back to plaintext where the server has no TLS");
      case VERIFY_CA, VERIFY_IDENTITY -> List.of(ca(program, login), "ssl-verify-server-cert");
    };
  }

  private static String ca(ClientProgram program, Login login) {
    Tls tls = login.tls();
    Path file = tls.caFile();
    if (file == null) {
      throw refused(program, login, "it needs a CA file for that, and the server's row names none");
    }
    return DefaultsFile.option("ssl-ca", file.toAbsolutePath().toString());
  }

  private static DumpwardenException refused(ClientProgram program, Login login, String why) {
    return new DumpwardenException(
        ErrorCode.TLS_MODE_UNSUPPORTED,
        "%s cannot enforce TLS mode %s for %s: %s"
            .formatted(program.describe(), login.tls().mode().id(), login.address(), why));
  }
}
