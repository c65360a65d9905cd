package io.dumpwarden.app;

import static io.dumpwarden.app.EnvironmentVariable.*;

import io.dumpwarden.admin.auth.TrustedProxies;
import io.dumpwarden.app.DaemonConfig.Admin;
import io.dumpwarden.app.DaemonConfig.ExternalStore;
import io.dumpwarden.app.DaemonConfig.Listen;
import io.dumpwarden.app.DaemonConfig.TlsFiles;
import io.dumpwarden.config.Durations;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the process settings from the environment; every problem is reported, all together, before
 * anything starts.
 */
public final class EnvironmentReader {

  private static final String PREFIX = "DUMPWARDEN_";
  private static final String FILE = "_FILE";

  /**
   * Names that are not settings of ours: secrets for rows to refer to, and what Kubernetes injects
   * for a Service.
   */
  private static final List<String> LEFT_ALONE =
      List.of("DUMPWARDEN_SECRET_", "DUMPWARDEN_PORT", "DUMPWARDEN_SERVICE_");

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private EnvironmentReader(Map<String, String> environment) {
    this.environment = new TreeMap<>(environment);
  }

  /**
   * @throws DumpwardenException {@code CONFIG_INVALID} with every problem, a line each
   */
  public static DaemonConfig read(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    reader.refuseUnknown();
    DaemonConfig config = reader.config();
    if (!reader.problems.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "the environment is not right:\n  " + String.join("\n  ", reader.problems));
    }
    return config;
  }

  private DaemonConfig config() {
    return new DaemonConfig(
        Path.of(text(DUMPWARDEN_DATA_DIR)).toAbsolutePath().normalize(),
        externalStore(),
        masterKey(),
        admin(),
        new Listen(text(DUMPWARDEN_METRICS_BIND), port(DUMPWARDEN_METRICS_PORT)),
        parse(DUMPWARDEN_MAX_CONCURRENT_RUNS, t -> within(Integer.parseInt(t), 1, 64), 1),
        parse(DUMPWARDEN_RELOAD_INTERVAL, EnvironmentReader::reloadInterval, Duration.ofSeconds(5)),
        nodeName(),
        new Logging.Settings(
            parse(DUMPWARDEN_LOG_LEVEL, Logging::level, Logging.level("info")),
            parse(DUMPWARDEN_LOG_FORMAT, Logging.Format::of, Logging.Format.TEXT)),
        folders());
  }

  private Admin admin() {
    String password = text(DUMPWARDEN_ADMIN_PASSWORD);
    return new Admin(
        new Listen(text(DUMPWARDEN_ADMIN_BIND), port(DUMPWARDEN_ADMIN_PORT)),
        password.isEmpty() ? null : Secret.of(password),
        tls(),
        parse(DUMPWARDEN_ADMIN_TRUSTED_PROXIES, TrustedProxies::parse, TrustedProxies.NONE));
  }

  /** Read only by the daemon: commands need not be allowed to see the key. */
  private @Nullable TlsFiles tls() {
    String certificate = text(DUMPWARDEN_ADMIN_TLS_CERT);
    String key = text(DUMPWARDEN_ADMIN_TLS_KEY);
    if (certificate.isEmpty() != key.isEmpty()) {
      problems.add(
          "%s is missing: TLS needs both a certificate and its key"
              .formatted(
                  certificate.isEmpty() ? DUMPWARDEN_ADMIN_TLS_CERT : DUMPWARDEN_ADMIN_TLS_KEY));
      return null;
    }
    return certificate.isEmpty() ? null : new TlsFiles(Path.of(certificate), Path.of(key));
  }

  private @Nullable ExternalStore externalStore() {
    String url = text(DUMPWARDEN_METADATA_URL);
    if (url.isEmpty()) {
      return null;
    }
    if (text(DUMPWARDEN_METADATA_USER).isEmpty()) {
      problems.add(
          DUMPWARDEN_METADATA_USER + " is missing: the external metadata store needs an account");
    }
    return new ExternalStore(
        url, text(DUMPWARDEN_METADATA_USER), Secret.of(text(DUMPWARDEN_METADATA_PASSWORD)));
  }

  private @Nullable Secret masterKey() {
    String key = text(DUMPWARDEN_MASTER_KEY);
    if (!key.isEmpty()) {
      return Secret.of(key);
    }
    if (!text(DUMPWARDEN_METADATA_URL).isEmpty()) {
      problems.add(
          DUMPWARDEN_MASTER_KEY
              + " is missing: an external metadata store needs one key for all its nodes;"
              + " make one with `openssl rand -base64 32`");
    }
    return null;
  }

  private int port(EnvironmentVariable variable) {
    return parse(variable, t -> within(Integer.parseInt(t), 0, 65_535), 0);
  }

  private List<Path> folders() {
    return Arrays.stream(text(DUMPWARDEN_TOOL_PATH).split(":"))
        .filter(f -> !f.isBlank())
        .map(Path::of)
        .toList();
  }

  private String nodeName() {
    String name = text(DUMPWARDEN_NODE_NAME);
    return name.isEmpty() ? hostName() : name;
  }

  /** The machine's name, for people; a storage's marker, not this, says where its disk is. */
  static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static int within(int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException("must be %d to %d".formatted(min, max));
    }
    return value;
  }

  private static Duration reloadInterval(String text) {
    Duration interval = Durations.parse(text);
    if (interval.toSeconds() < 1 || interval.toSeconds() > 10) {
      throw new IllegalArgumentException("must be 1s to 10s");
    }
    return interval;
  }

  private <T> T parse(EnvironmentVariable variable, Function<String, T> parser, T otherwise) {
    String text = text(variable);
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      problems.add("%s is not a whole number: '%s'".formatted(variable, text));
    } catch (IllegalArgumentException e) {
      problems.add("%s is '%s': %s".formatted(variable, text, e.getMessage()));
    }
    return otherwise;
  }

  private String text(EnvironmentVariable variable) {
    String direct = environment.get(variable.name());
    String file = environment.get(variable.name() + FILE);
    if (file != null && !file.isEmpty()) {
      return fromFile(variable, direct, Path.of(file));
    }
    return direct == null || direct.isEmpty() ? variable.defaultValue() : direct;
  }

  private String fromFile(EnvironmentVariable variable, @Nullable String direct, Path file) {
    if (direct != null && !direct.isEmpty()) {
      problem("%s and %s_FILE are both set: keep one".formatted(variable, variable));
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      problem("%s_FILE names %s, which cannot be read".formatted(variable, file));
      return variable.defaultValue();
    }
  }

  /** A variable that is asked for twice has its problem once. */
  private void problem(String text) {
    if (!problems.contains(text)) {
      problems.add(text);
    }
  }

  private void refuseUnknown() {
    environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> LEFT_ALONE.stream().noneMatch(name::startsWith))
        .filter(name -> EnvironmentVariable.named(name.replaceFirst(FILE + "$", "")).isEmpty())
        .forEach(name -> problems.add("%s is not a setting%s".formatted(name, nearest(name))));
  }

  private static String nearest(String name) {
    List<String> known = Arrays.stream(values()).map(EnvironmentVariable::name).toList();
    return Nearest.to(name, known).map("; did you mean %s?"::formatted).orElse("");
  }
}
