package io.dumpwarden.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much the columns of configuration rows hold, so that what is too long is told as a problem of
 * its field. The same as the tables'; columns that are not named here are of type TEXT.
 */
public final class ColumnSizes {

  private static final int TEXT_BYTES = 65_535;

  private static final Map<String, Integer> CHARACTERS =
      Map.ofEntries(
          Map.entry("name", 128),
          Map.entry("flavor", 32),
          Map.entry("host", 255),
          Map.entry("username", 128),
          Map.entry("restore_username", 128),
          Map.entry("tls_mode", 32),
          Map.entry("tls_ca_file", 1024),
          Map.entry("type", 32),
          Map.entry("cron", 255),
          Map.entry("zone", 64),
          Map.entry("mode", 32),
          Map.entry("file_mode", 32),
          Map.entry("name_prefix", 64),
          Map.entry("compress_type", 32),
          Map.entry("encryption", 32),
          Map.entry("encryption_key", 64),
          Map.entry("file_name", 128),
          Map.entry("engine", 32),
          Map.entry("max_bytes_per_second", 32),
          Map.entry("max_replica_lag", 32),
          Map.entry("lock_timeout", 32),
          Map.entry("non_transactional", 32),
          Map.entry("max_age", 32),
          Map.entry("jitter", 32),
          Map.entry("catch_up", 32),
          Map.entry("catch_up_max_age", 32),
          Map.entry("timeout", 32),
          Map.entry("retry_backoff", 32),
          Map.entry("drill", 32),
          Map.entry("schedule", 128),
          Map.entry("storage", 128),
          Map.entry("keep_for", 32),
          Map.entry("check_value", 255),
          Map.entry("repeat_every", 32),
          Map.entry("quiet_hours", 128));

  private static final int SHORT_NAME = 64;

  private ColumnSizes() {}

  /** The most characters that a column takes; -1 where bytes are what counts. */
  public static int characters(ConfigKind kind, String column) {
    boolean shortName = kind == ConfigKind.SETTING || kind == ConfigKind.ENCRYPTION_KEY;
    return column.equals("name") && shortName ? SHORT_NAME : CHARACTERS.getOrDefault(column, -1);
  }

  /** A problem for each field that the store would not take. */
  public static List<Problem> problems(ConfigKind kind, Map<String, @Nullable String> fields) {
    List<Problem> problems = new ArrayList<>();
    for (String column : kind.columns()) {
      String text = fields.get(column);
      if (text != null) {
        int most = characters(kind, column);
        if (most > 0 && text.codePointCount(0, text.length()) > most) {
          problems.add(new Problem(column, "must have at most %d characters".formatted(most)));
        } else if (most < 0 && text.getBytes(StandardCharsets.UTF_8).length > TEXT_BYTES) {
          problems.add(new Problem(column, "must have at most %d bytes".formatted(TEXT_BYTES)));
        }
      }
    }
    return problems;
  }
}
