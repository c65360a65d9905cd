package io.dumpwarden.config;

import io.dumpwarden.secret.StoredSecret;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's row. Standards: port 3306, TLS mode preferred, one run at a time, enabled, not
 * protected. Labels are {@code key=value} pairs, separated by commas.
 */
public final class ServerParser {

  /** A name, or an address of either kind; with two colons it is an address, not a port. */
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}|(?=.*:.*:)[A-Fa-f0-9:.]{2,45}");

  private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9._/-]{1,100}");

  private ServerParser() {}

  /**
   * The row as a value.
   *
   * @throws InvalidConfigException with everything that is wrong
   */
  public static Server parse(ConfigRow row) {
    Fields fields = new Fields(row.fields());
    Server server =
        new Server(
            fields.name("name"),
            flavor(fields),
            fields.readRequired("host", ServerParser::host).orElse(""),
            fields.integer("port", 3306, 1, 65535),
            backupAccount(fields),
            restoreAccount(fields),
            tls(fields),
            fields.read("labels", ServerParser::labels).orElse(Map.of()),
            fields.integer("max_concurrent_runs", 1, 1, 1000),
            fields.read("dump_options", DumpOptionSet::parse).orElse(DumpOptionSet.NONE),
            fields.flag("enabled", true),
            fields.flag("protected", false));
    fields.throwIfAny(row.ref());
    return server;
  }

  private static Flavor flavor(Fields fields) {
    return fields
        .readRequired("flavor", text -> Fields.one(text, Flavor.class, Flavor::id))
        .orElse(Flavor.MARIADB);
  }

  private static Account backupAccount(Fields fields) {
    String user = fields.readRequired("username", ServerParser::user).orElse("");
    if (!fields.isSet("password")) {
      fields.problem("password", "must be set");
    }
    return new Account(user, new StoredSecret(fields.raw("password").orElse("")));
  }

  private static @Nullable Account restoreAccount(Fields fields) {
    boolean named = fields.isSet("restore_username");
    if (named != fields.isSet("restore_password")) {
      fields.problem(
          named ? "restore_password" : "restore_username",
          "must be set too: a restore account has a user and a password");
    }
    return fields
        .read("restore_username", ServerParser::user)
        .map(user -> new Account(user, new StoredSecret(fields.raw("restore_password").orElse(""))))
        .orElse(null);
  }

  private static Tls tls(Fields fields) {
    return new Tls(
        fields.choice("tls_mode", TlsMode.PREFERRED, TlsMode.class, TlsMode::id),
        fields.absolutePath("tls_ca_file").orElse(null));
  }

  static String host(String text) {
    if (!HOST.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a host: write a name or an address, without port, brackets or zone"
              .formatted(text));
    }
    return text;
  }

  private static String user(String text) {
    if (text.startsWith("-") || text.length() > 128) {
      throw new IllegalArgumentException(
          "'%s' is not a user: at most 128 characters, no '-' first".formatted(text));
    }
    return text;
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    for (String pair : text.split(",")) {
      String[] parts = pair.strip().split("=", -1);
      if (parts.length != 2 || !LABEL_VALUE.matcher(parts[1].strip()).matches()) {
        throw new IllegalArgumentException(
            ("'%s' is not a label: write key=value, values of letters, digits, '.', '_', '/' or"
                    + " '-', and commas between them")
                .formatted(pair.strip()));
      }
      if (labels.put(Names.check(parts[0].strip()), parts[1].strip()) != null) {
        throw new IllegalArgumentException("label '%s' is there twice".formatted(parts[0].strip()));
      }
    }
    return Map.copyOf(labels);
  }
}
