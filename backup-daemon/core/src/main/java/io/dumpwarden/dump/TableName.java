package io.dumpwarden.dump;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** A table, view or sequence as the dump tools are told of it. */
public record TableName(String database, String table) {

  /** The first dot parts the two for the tools too, but they compare the whole. */
  String key() {
    return database + "." + table;
  }

  /**
   * What is equal here may be one table for the tools: they compare the bytes of UTF-8 as letters
   * of latin1, without regard to case and accents.
   */
  String likeness() {
    String letters =
        new String(key().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return Normalizer.normalize(letters, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toUpperCase(Locale.ROOT);
  }
}
