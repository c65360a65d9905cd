package io.dumpwarden.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What V7 counts from the rows that are there: for rows that a test put in past the repositories.
 */
public final class Sums {

  private Sums() {}

  /** The statements, in order. */
  public static String[] statements() {
    try (InputStream file = Sums.class.getResourceAsStream("/db/migration/V7__statistics.sql")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split(";\\R"))
          .map(String::strip)
          .filter(sql -> sql.startsWith("DELETE FROM") || sql.startsWith("INSERT INTO"))
          .toArray(String[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
