package io.dumpwarden.catalog;

import io.dumpwarden.storage.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How objects are named: {@code <server>/<type>/<scope>/<scope>_<time>_<run
 * id>[_<ticket>].sql[.zst|…][.enc|.age]}, and beside it the manifest. Specified in
 * docs/storage-format.md.
 */
public final class KeyLayout {

  /** What the manifest's name adds to its dump's. */
  public static final String MANIFEST_SUFFIX = ".meta.json";

  /** What the name of the accounts' script adds to its dump's, before the extensions. */
  public static final String USERS_SUFFIX = ".users.sql";

  /** Where the backups of the metadata store itself lie: no backup's key begins so. */
  public static final String SELF_BACKUPS = "_dumpwarden/metadata/";

  private static final int MAX_FOLDER = 200;
  private static final int MAX_IN_FILE_NAME = 120;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern RUN_ID =
      Pattern.compile("_\\d{8}T\\d{6}Z_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=[._])");

  /**
   * Where dumps of one kind lie together.
   *
   * @param scope the database
   */
  public record Folder(String server, String type, String scope) {}

  /**
   * What a file's name says besides.
   *
   * @param ticket of the run; null for none
   * @param beginning what the name begins with instead of the scope; null for the scope
   * @param extensions of compression and encryption, with their dots
   */
  public record FileName(
      Instant at,
      String runId,
      @Nullable String ticket,
      @Nullable String beginning,
      String extensions) {

    /** One without ticket and with the scope's name. */
    public static FileName of(Instant at, String runId, String extensions) {
      return new FileName(at, runId, null, null, extensions);
    }
  }

  private KeyLayout() {}

  /** The key of a dump. */
  public static ObjectKey dumpKey(Folder folder, FileName name) {
    return ObjectKey.of(
        encode(folder.server(), MAX_FOLDER),
        folder.type(),
        encode(folder.scope(), MAX_FOLDER),
        fileName(folder, name));
  }

  /** The key of a dump that lies in a folder without others around it. */
  public static ObjectKey flatDumpKey(Folder folder, FileName name) {
    return ObjectKey.of(fileName(folder, name));
  }

  private static String fileName(Folder folder, FileName name) {
    String scope = scopeInFileName(folder.scope());
    return "%s_%s_%s%s.sql%s"
        .formatted(
            name.beginning() == null ? scope : name.beginning(),
            TIME.format(name.at()),
            name.runId(),
            name.ticket() == null ? "" : "_" + name.ticket(),
            name.extensions());
  }

  /** The key of the accounts beside a dump, compressed and encrypted as the dump is. */
  public static ObjectKey usersKey(ObjectKey dumpKey) {
    return dumpKey.withSuffix(USERS_SUFFIX + extensions(dumpKey.fileName()));
  }

  /** The file name of the accounts beside a dump's file, whatever that is named. */
  public static String usersFileName(String dumpFileName) {
    return dumpFileName + USERS_SUFFIX + extensions(dumpFileName);
  }

  /** What a dump's file name says of compression and encryption: all behind {@code .sql}. */
  private static String extensions(String name) {
    // the last one: a file's name may begin with what an operator chose
    int sql = name.lastIndexOf(".sql");
    return sql < 0 ? "" : name.substring(sql + ".sql".length());
  }

  public static ObjectKey manifestKey(ObjectKey dumpKey) {
    return dumpKey.withSuffix(MANIFEST_SUFFIX);
  }

  /** The dump that a manifest's name says it stands beside; empty where it is no manifest's. */
  public static Optional<ObjectKey> dumpOf(ObjectKey manifest) {
    String name = manifest.value();
    String dump = name.substring(0, Math.max(0, name.length() - MANIFEST_SUFFIX.length()));
    boolean named = !dump.isEmpty() && !dump.matches("(?:.*/)?\\.{0,2}");
    return name.endsWith(MANIFEST_SUFFIX) && named
        ? Optional.of(new ObjectKey(dump))
        : Optional.empty();
  }

  /** The run that a key was made by, where the name follows the layout. */
  public static Optional<String> runId(ObjectKey key) {
    // the last one: a database's own name may hold what looks like one
    return RUN_ID.matcher(key.fileName()).results().reduce((a, b) -> b).map(r -> r.group(1));
  }

  /** A scope as it stands in a file's name. */
  public static String scopeInFileName(String scope) {
    return encode(scope, MAX_IN_FILE_NAME);
  }

  /**
   * A name as one safe segment: letters, digits, {@code _}, {@code -} and inner dots stay, all else
   * is percent-encoded UTF-8. Names with capital letters, and those cut at {@code max} bytes, get
   * {@code ~} and a piece of their SHA-256 behind them, so that two names never meet, also where
   * case does not count.
   */
  static String encode(String name, int max) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean leadingDot = b == '.' && encoded.isEmpty();
      if (isPlain(b) && !leadingDot) {
        encoded.append((char) b);
      } else {
        encoded.append("%%%02X".formatted(b));
      }
    }
    boolean distinct = name.equals(name.toLowerCase(Locale.ROOT));
    if (distinct && encoded.length() <= max) {
      return encoded.toString();
    }
    String hash = "~" + ShortHash.of(name, 5);
    String kept = encoded.substring(0, Math.min(encoded.length(), max - hash.length()));
    // a percent sequence is not to be cut in two
    return kept.replaceFirst("%[0-9A-F]?$", "") + hash;
  }

  private static boolean isPlain(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '_'
        || b == '-'
        || b == '.';
  }
}
