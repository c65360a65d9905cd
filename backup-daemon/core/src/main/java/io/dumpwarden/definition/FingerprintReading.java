package io.dumpwarden.definition;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the hash of all that SHOW CREATE says of each object. information_schema would be one query
 * for many, but says less than everything, and other things from version to version; and MariaDB
 * opens each table for it all the same.
 */
final class FingerprintReading {

  private final ServerReading server;
  private final Map<String, String> hashes = new LinkedHashMap<>();

  FingerprintReading(ServerReading server) {
    this.server = server;
  }

  void database(String database, DatabaseObjects objects) throws SQLException {
    server.use(database);
    add(Defined.database(database));
    for (Defined table : objects.tables()) {
      add(table);
    }
    for (Defined routine : objects.routines()) {
      add(routine);
    }
    for (Map.Entry<String, List<Defined>> ofTable : objects.triggers().entrySet()) {
      triggers(database, ofTable.getKey(), ofTable.getValue());
    }
    for (Defined event : objects.events()) {
      add(event);
    }
  }

  DefinitionFingerprint fingerprint() {
    return new DefinitionFingerprint(hashes);
  }

  /** Their statements do not say which fires first. */
  private void triggers(String database, String table, List<Defined> triggers) throws SQLException {
    for (Defined trigger : triggers) {
      add(trigger);
    }
    if (triggers.size() > 1) {
      String names = triggers.stream().map(Defined::name).collect(Collectors.joining("\0"));
      hashes.put("order of triggers of table %s of %s".formatted(table, database), names);
    }
  }

  private void add(Defined object) throws SQLException {
    try {
      hashes.put(object.describe(), hash(object, Shown.of(server, object)));
    } catch (DumpwardenException e) {
      // a snapshot may list what is gone: then it is not there
      if (e.code() != ErrorCode.DEFINITION_CHANGED) {
        throw e;
      }
    }
  }

  private static String hash(Defined object, Shown shown) {
    MessageDigest digest = sha256();
    String text = object.kind() == DefinedKind.TABLE ? CreateTable.steady(shown.text()) : null;
    digest.update(text == null ? shown.statement() : text.getBytes(StandardCharsets.UTF_8));
    if (text == null) {
      settings(shown.columns(), digest);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  /** All columns but when a trigger was made. */
  private static void settings(Map<String, @Nullable String> columns, MessageDigest digest) {
    columns.forEach(
        (label, value) -> {
          if (!label.equals("Created")) {
            digest.update((label + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
