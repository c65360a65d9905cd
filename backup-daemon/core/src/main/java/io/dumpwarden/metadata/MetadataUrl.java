package io.dumpwarden.metadata;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checked metadata URL.
 *
 * @param address host, port and database: fit to be shown
 * @param options the driver's options as the operator gave them; names compare without case
 */
record MetadataUrl(String address, Map<String, String> options) {

  private static final String PREFIX = "jdbc:mariadb://";
  private static final Pattern ADDRESS = Pattern.compile("([^/?@]+)/([^/?&]+)");
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])(:\\d+)?");
  private static final Set<String> CREDENTIALS = Set.of("user", "password");

  static MetadataUrl parse(String url) {
    if (url.startsWith("jdbc:mysql:")) {
      throw invalid("it starts with jdbc:mysql:, write jdbc:mariadb:// (it reaches MySQL too)");
    }
    if (!url.startsWith(PREFIX)) {
      throw invalid("it must start with " + PREFIX);
    }
    String[] parts = url.substring(PREFIX.length()).split("\\?", 2);
    if (!ADDRESS.matcher(parts[0]).matches()) {
      throw invalid("it must read " + PREFIX + "host:3306/database, without an account in it");
    }
    return new MetadataUrl(parts[0], checkedOptions(parts.length > 1 ? parts[1] : ""));
  }

  /** The URL for the driver: the operator's options, and over them those that must not vary. */
  String forDriver(Map<String, String> limits) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(limits);
    if (LOOPBACK.matcher(host()).matches()) {
      // Nobody sits between here and the loopback interface. Elsewhere the driver's own default
      // holds: TLS, with proof of who answers. Without TLS MySQL 8's accounts need the key.
      all.put("sslMode", "disable");
      all.put("allowPublicKeyRetrieval", "true");
    }
    all.putAll(options);
    all.put("allowLocalInfile", "false");
    all.put("allowMultiQueries", "false");
    all.put("dumpQueriesOnException", "false");
    StringBuilder url = new StringBuilder(PREFIX).append(address);
    char separator = '?';
    for (Map.Entry<String, String> option : all.entrySet()) {
      url.append(separator).append(option.getKey()).append('=').append(option.getValue());
      separator = '&';
    }
    return url.toString();
  }

  private String host() {
    Matcher matcher = ADDRESS.matcher(address);
    return matcher.matches() ? matcher.group(1) : address;
  }

  private static Map<String, String> checkedOptions(String query) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String option : query.split("&")) {
      if (!option.isEmpty()) {
        String[] pair = option.split("=", 2);
        options.put(pair[0], pair.length > 1 ? pair[1] : "true");
        check(pair[0].toLowerCase(Locale.ROOT), pair.length > 1 ? pair[1] : "true");
      }
    }
    return options;
  }

  private static void check(String name, String value) {
    if (CREDENTIALS.contains(name)) {
      throw invalid(
          "it must not carry the account: set DUMPWARDEN_METADATA_USER and"
              + " DUMPWARDEN_METADATA_PASSWORD");
    }
    if (name.equals("allowlocalinfile") && !value.equalsIgnoreCase("false")) {
      throw invalid("allowLocalInfile would let the server read files of this host: remove it");
    }
  }

  private static DumpwardenException invalid(String what) {
    return new DumpwardenException(
        ErrorCode.CONFIG_INVALID,
        "the metadata URL is not usable: " + what,
        "correct DUMPWARDEN_METADATA_URL, or leave it empty for the embedded store",
        null);
  }
}
