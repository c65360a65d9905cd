package io.dumpwarden.app.command;

import io.dumpwarden.app.Platform;
import io.dumpwarden.app.RestoreService;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Tls;
import io.dumpwarden.config.TlsMode;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.form.RowOption.Form;
import io.dumpwarden.restore.RestoreTarget;
import io.dumpwarden.source.Login;
import io.dumpwarden.storage.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which server something is restored into: a configured one, or any. A mixin. */
final class RestoreInto {

  private static final RowOption PASSWORD =
      new RowOption(Form.SECRET, "password", "--password", "", "");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @Option(
      names = "--to",
      paramLabel = "SERVER",
      description = "The configured server to restore into.")
  private @Nullable String to;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "A server that need not be configured: its name or address, instead of --to.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "3306",
      description = "Its port (${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--user", paramLabel = "USER", description = "The account to restore with.")
  private @Nullable String user;

  @Option(names = "--password-stdin", description = "Its password, read from standard input.")
  private boolean passwordInput;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Its password, read from this file.")
  private @Nullable String passwordFile;

  @Option(
      names = "--password-env",
      paramLabel = "NAME",
      description = "Its password, read from this environment variable.")
  private @Nullable String passwordVariable;

  @Option(
      names = "--flavor",
      paramLabel = "mariadb|mysql",
      defaultValue = "mariadb",
      description = "What the server of --host runs (${DEFAULT-VALUE}).")
  private Flavor flavor;

  @Option(
      names = "--tls-mode",
      paramLabel = "MODE",
      defaultValue = "preferred",
      description =
          "For --host: disabled, preferred, required, verify-ca or verify-identity (${DEFAULT-VALUE}).")
  private String tlsMode;

  @Option(
      names = "--tls-ca-file",
      paramLabel = "FILE",
      description = "For --host: PEM file with the CAs to trust.")
  private @Nullable Path tlsCaFile;

  /** Whether the server is described on the command line. */
  boolean isGiven() {
    return host != null;
  }

  /** Whether a configured server is named. */
  boolean isNamed() {
    return to != null;
  }

  /** Throws where it is not exactly one server. */
  void require() {
    if ((to == null) == (host == null)) {
      throw usage("restore into which server? Give either --to SERVER, or --host with --user");
    }
    if (host != null && user == null) {
      throw usage("--host needs --user, the account to restore with");
    }
  }

  /** What is described on the command line; connects to nothing. */
  RestoreTarget given(CommandContext context) {
    Login login =
        new Login(
            flavor,
            "" + host,
            port,
            "" + user,
            password(context),
            new Tls(tls(), tlsCaFile == null ? null : tlsCaFile.toAbsolutePath()));
    return new RestoreTarget(login.address(), login, false);
  }

  /** The target, where there is a metadata store. */
  RestoreTarget target(CommandContext context, Platform platform, RestoreService service) {
    return isGiven() ? given(context) : service.target(configured(platform));
  }

  /** The configured server that this is, by name or by address; empty where it is none. */
  Optional<Server> server(Platform platform) {
    if (!isGiven()) {
      return Optional.of(configured(platform));
    }
    return platform.snapshots().get().servers().stream()
        .filter(server -> server.port() == port && isSameHost(server.host(), "" + host))
        // one address may bear two names: whichever asks for more care counts
        .max(Comparator.comparing(Server::isProtected));
  }

  /** By name, or by any address that the names lead to. */
  private static boolean isSameHost(String one, String other) {
    if (one.equalsIgnoreCase(other)) {
      return true;
    }
    try {
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(one));
      return Stream.of(InetAddress.getAllByName(other)).anyMatch(addresses::contains);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private Server configured(Platform platform) {
    String name = "" + to;
    List<String> known = platform.snapshots().get().servers().stream().map(Server::name).toList();
    return platform
        .snapshots()
        .get()
        .server(name)
        .orElseThrow(
            () ->
                new DumpwardenException(
                    ErrorCode.NOT_FOUND,
                    "there is no valid server %s%s".formatted(name, Nearest.hint(name, known))));
  }

  private Secret password(CommandContext context) {
    List<Problem> problems = new ArrayList<>();
    Optional<Secret> read =
        new SecretInput(mixee.commandLine().getParseResult(), context).read(PASSWORD, problems);
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(new RowRef(ConfigKind.SERVER, "" + host), problems);
    }
    return read.orElseGet(() -> Secret.of(Terminal.readSecret("password").orElse("")));
  }

  private TlsMode tls() {
    for (TlsMode mode : TlsMode.values()) {
      if (mode.id().equals(tlsMode)) {
        return mode;
      }
    }
    throw usage("--tls-mode: there is no mode '%s'".formatted(tlsMode));
  }

  private ParameterException usage(String message) {
    return new ParameterException(mixee.commandLine(), message);
  }
}
