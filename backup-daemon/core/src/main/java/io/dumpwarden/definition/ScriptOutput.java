package io.dumpwarden.definition;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where SQL is written, and the database that it has chosen. */
final class ScriptOutput {

  private final OutputStream out;
  private @Nullable String current;

  ScriptOutput(OutputStream out) {
    this.out = out;
  }

  void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  void write(byte[] text) throws IOException {
    out.write(text);
  }

  /** A comment of three lines behind an empty one, as dump tools set them. */
  void title(String text) throws IOException {
    write("\n--\n-- " + Sql.inComment(text) + "\n--\n\n");
  }

  /** Chooses a database. */
  void enter(String database) throws IOException {
    if (!database.equals(current)) {
      current(database);
      use(database);
    }
  }

  /** Says which database follows. */
  void current(String database) throws IOException {
    title("Current Database: " + Sql.name(database));
  }

  void use(String database) throws IOException {
    write("USE " + Sql.name(database) + ";\n");
    current = database;
  }
}
