package io.dumpwarden.script;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Rewrites the dump of a single database so that it restores under another name: in its CREATE
 * DATABASE, USE and ALTER DATABASE statements, wherever the clients would see one begin, and
 * nowhere else. All other bytes pass as they are, in constant memory. A form of these statements
 * that it does not know is an {@code IOException}, since passing it on could write to the original.
 */
public final class RenamingStream extends FilterOutputStream {

  private enum Mode {
    PASS,
    MATCH,
    NAME,
    NAME_QUOTE
  }

  private static final List<String> RENAMED =
      List.of(
          "USE `",
          "CREATE DATABASE `",
          "CREATE DATABASE IF NOT EXISTS `",
          "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `",
          "ALTER DATABASE `");
  private static final List<String> REFUSED =
      List.of(
          "USE ",
          "CREATE DATABASE ",
          "CREATE SCHEMA ",
          "ALTER DATABASE ",
          "ALTER SCHEMA ",
          "DROP DATABASE ",
          "DROP SCHEMA ",
          "/*!40000 DROP DATABASE ");
  private static final int LONGEST_NAME = 1024;

  private final SqlLexer lexer = new SqlLexer();
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private final byte[] newName;
  private Mode mode = Mode.PASS;
  private int nameLength;

  /**
   * @param newName the database to restore into, without quotes
   */
  public RenamingStream(OutputStream out, String newName) {
    super(out);
    this.newName = ("`" + newName.replace("`", "``") + "`").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    int next = offset;
    while (next < end) {
      next = mode == Mode.PASS ? pass(bytes, next, end) : rewrite(bytes[next], next);
    }
  }

  @Override
  public void close() throws IOException {
    try (OutputStream target = out) {
      held.writeTo(target);
      held.reset();
      if (mode == Mode.NAME_QUOTE) {
        target.write(newName);
      }
    }
  }

  /** Hands on what stands before the next statement of interest. */
  private int pass(byte[] bytes, int from, int end) throws IOException {
    int next = lexer.skip(bytes, from, end);
    while (next < end && !(lexer.atStart() && mayBegin(bytes[next]))) {
      lexer.accept(bytes[next]);
      next = lexer.skip(bytes, next + 1, end);
    }
    out.write(bytes, from, next - from);
    if (next < end) {
      mode = Mode.MATCH;
    }
    return next;
  }

  private static boolean mayBegin(byte b) {
    return "UuCcAaDd/".indexOf(b) >= 0;
  }

  /** Takes one byte, unless it belongs to what follows; returns the index of the next. */
  private int rewrite(byte b, int index) throws IOException {
    switch (mode) {
      case MATCH -> match(b);
      case NAME -> name(b);
      case NAME_QUOTE -> {
        if (b != '`') {
          out.write(newName);
          mode = Mode.PASS;
          return index;
        }
        mode = Mode.NAME;
      }
      case PASS -> throw new IllegalStateException("nothing to rewrite");
    }
    return index + 1;
  }

  private void match(byte b) throws IOException {
    held.write(b);
    String text = held.toString(StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    if (RENAMED.contains(text)) {
      release(held.size() - 1);
      nameLength = 0;
      mode = Mode.NAME;
    } else if (begins(RENAMED, text) || begins(REFUSED, text) && !REFUSED.contains(text)) {
      return;
    } else if (REFUSED.stream().anyMatch(text::startsWith)) {
      throw new IOException("the dump has a statement that cannot be renamed: " + text + "...");
    } else {
      release(held.size());
      mode = Mode.PASS;
    }
  }

  private static boolean begins(List<String> forms, String text) {
    return forms.stream().anyMatch(form -> form.startsWith(text));
  }

  /** Hands on the first of the bytes held back, and forgets the rest. */
  private void release(int count) throws IOException {
    byte[] bytes = held.toByteArray();
    held.reset();
    for (int i = 0; i < count; i++) {
      lexer.accept(bytes[i]);
    }
    out.write(bytes, 0, count);
  }

  private void name(byte b) throws IOException {
    nameLength++;
    if (nameLength > LONGEST_NAME) {
      throw new IOException("a database name in the dump does not end");
    }
    if (b == '`') {
      mode = Mode.NAME_QUOTE;
    }
  }
}
