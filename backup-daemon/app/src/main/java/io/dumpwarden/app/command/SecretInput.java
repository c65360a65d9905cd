package io.dumpwarden.app.command;

import io.dumpwarden.config.Problem;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Reads secrets from where the options point: standard input, a file, an environment variable. */
final class SecretInput {

  private static final int MAX_BYTES = 64 * 1024;

  private final ParseResult parsed;
  private final CommandContext context;
  private @Nullable String readFromInput;

  SecretInput(ParseResult parsed, CommandContext context) {
    this.parsed = parsed;
    this.context = context;
  }

  /**
   * Empty where none of the options is given, and where it cannot be read; the latter is a problem.
   */
  Optional<Secret> read(RowOption option, List<Problem> problems) {
    List<String> given =
        Stream.of("-stdin", "-file", "-env")
            .map(suffix -> option.option() + suffix)
            .filter(parsed::hasMatchedOption)
            .toList();
    if (given.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (given.size() > 1) {
        throw new IllegalArgumentException("give only one of " + String.join(", ", given));
      }
      return Optional.of(Secret.of(text(given.get(0))));
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(option.column(), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private String text(String option) {
    String text;
    if (option.endsWith("-stdin")) {
      text = input(option);
    } else if (option.endsWith("-file")) {
      text = file(parsed.matchedOptionValue(option, ""));
    } else {
      text = variable(parsed.matchedOptionValue(option, ""));
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("nothing was read by " + option);
    }
    return text;
  }

  private String input(String option) {
    if (readFromInput != null) {
      throw new IllegalArgumentException(
          "standard input is read by %s already: use a file or a variable"
              .formatted(readFromInput));
    }
    readFromInput = option;
    Optional<String> typed =
        Terminal.readSecret(option.substring(2, option.length() - "-stdin".length()));
    if (typed.isPresent()) {
      return typed.get();
    }
    try {
      return decoded(context.input());
    } catch (IOException e) {
      throw new IllegalArgumentException("standard input cannot be read: " + e.getMessage(), e);
    }
  }

  /** A file's text; throws {@link IllegalArgumentException} where it cannot be read. */
  static String file(String name) {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      return decoded(in);
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "file '%s' cannot be read: %s".formatted(name, reason(e)), e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof NoSuchFileException ? "there is no such file" : e.toString();
  }

  private String variable(String name) {
    String value = context.environment().get(name);
    if (value == null) {
      throw new IllegalArgumentException("environment variable %s is not set".formatted(name));
    }
    return value;
  }

  /** The text without the line's end that editors and echo put behind it. */
  private static String decoded(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("it is longer than 64 KiB");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.replaceFirst("\\r?\\n\\z", "");
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not UTF-8", e);
    }
  }
}
