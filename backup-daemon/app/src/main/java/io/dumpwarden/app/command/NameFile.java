package io.dumpwarden.app.command;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of names, one per line. What follows a {@code #} at a line's begin, or after a blank, is a
 * comment; empty lines do not count.
 */
final class NameFile {

  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private NameFile() {}

  /**
   * @param file null for no names
   * @throws IllegalArgumentException where it cannot be read
   */
  static List<String> read(@Nullable String file) {
    if (file == null) {
      return List.of();
    }
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .map(line -> line.replaceFirst("^" + BYTE_ORDER_MARK, ""))
          .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file '%s'".formatted(file), e);
    } catch (IOException | java.io.UncheckedIOException | InvalidPathException e) {
      String why =
          e.getCause() instanceof MalformedInputException ? "it is not UTF-8" : e.toString();
      throw new IllegalArgumentException("file '%s' cannot be read: %s".formatted(file, why), e);
    }
  }
}
