package io.dumpwarden.dump;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says which failure of the catalogue a client program's end is, by the error numbers it names. */
public final class ToolFailure {

  private static final Pattern NUMBER =
      Pattern.compile("(?:[Ee]rror|ERROR):? (\\d{4})\\b|\\((\\d{4})\\)");

  /** Said under various numbers, that of a wrong password among them. */
  private static final Pattern PLUGIN =
      Pattern.compile("(?i)plugin '?[a-z0-9_]+'? (could not|cannot) be loaded");

  /** In order of weight: a lost server makes other errors follow. */
  private static final List<Map.Entry<ErrorCode, Set<Integer>>> NUMBERS =
      List.of(
          Map.entry(ErrorCode.SERVER_GONE, Set.of(1053, 1927, 2006, 2013, 2055)),
          Map.entry(ErrorCode.TLS_FAILED, Set.of(2026, 2061)),
          Map.entry(ErrorCode.DUMP_TOOL_UNSUITABLE, Set.of(1251, 2059)),
          Map.entry(
              ErrorCode.ACCESS_DENIED,
              Set.of(1044, 1045, 1130, 1142, 1143, 1227, 1370, 1698, 1820, 1862, 3118, 4151)),
          Map.entry(ErrorCode.SERVER_UNREACHABLE, Set.of(1040, 1129, 1203, 2002, 2003, 2005)));

  private ToolFailure() {}

  /**
   * @param subject what failed, for the message
   * @param exitCode the program's, not zero
   * @param connected whether the server had answered before: then what looks like a failure to
   *     connect is a connection that broke, which programs report as a TLS error where TLS is used
   */
  static DumpwardenException of(
      String subject, int exitCode, ToolProcess process, boolean connected) {
    ErrorCode code = classify(process.messages()).orElse(ErrorCode.DUMP_FAILED);
    if (connected && (code == ErrorCode.TLS_FAILED || code == ErrorCode.SERVER_UNREACHABLE)) {
      code = ErrorCode.SERVER_GONE;
    }
    String message = subject + " failed" + how(exitCode) + words(process);
    if (code == ErrorCode.DUMP_TOOL_UNSUITABLE) {
      return new DumpwardenException(
          code,
          message,
          "the tool does not know how this account logs in: install one of the server's own flavor and release",
          null);
    }
    return new DumpwardenException(code, message);
  }

  /** The program's last words, to follow a message; empty when it said nothing. */
  public static String words(ToolProcess process) {
    String words = process.lastWords();
    return words.isEmpty() ? "" : ": " + words;
  }

  /** Which failure these words tell of; empty when they name no known number. */
  public static Optional<ErrorCode> classify(String said) {
    if (PLUGIN.matcher(said).find()) {
      return Optional.of(ErrorCode.DUMP_TOOL_UNSUITABLE);
    }
    Set<Integer> named =
        NUMBER.matcher(said).results().map(ToolFailure::number).collect(Collectors.toSet());
    Optional<ErrorCode> code =
        NUMBERS.stream()
            .filter(entry -> entry.getValue().stream().anyMatch(named::contains))
            .map(Map.Entry::getKey)
            .findFirst();
    return code.or(() -> byWords(said.toLowerCase(Locale.ROOT)));
  }

  private static Optional<ErrorCode> byWords(String said) {
    // Spelt so by mysqldump itself.
    if (said.contains("insufficent privileges") || said.contains("insufficient privileges")) {
      return Optional.of(ErrorCode.ACCESS_DENIED);
    }
    return said.contains("lost connection") ? Optional.of(ErrorCode.SERVER_GONE) : Optional.empty();
  }

  private static int number(MatchResult match) {
    return Integer.parseInt(match.group(1) == null ? match.group(2) : match.group(1));
  }

  private static String how(int exitCode) {
    return exitCode > 128
        ? " (killed by signal " + (exitCode - 128) + ")"
        : " (exit code " + exitCode + ")";
  }
}
