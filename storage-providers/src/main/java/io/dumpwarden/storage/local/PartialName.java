package io.dumpwarden.storage.local;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The temporary name of an object that is being written, from which its own name and its start can
 * be told: {@code .dump.sql.<start>-<random>.partial}. A name too long for that is cut in two, the
 * first half naming a folder: {@code .<first>.<start>-<random>.partial/<rest>.partial}.
 *
 * @param fileName the object's last segment
 */
record PartialName(String fileName, Instant startedAt) {

  static final String SUFFIX = ".partial";

  private static final int MAX_NAME = 255;
  private static final int HEAD = 200;
  private static final Pattern FORM =
      Pattern.compile("\\.(.+)\\.([0-9a-z]{1,13})-([0-9a-f]{16})\\.partial");

  /** Where to write, relative to the object's folder. */
  static String relative(String fileName, Instant startedAt, long random) {
    String tail =
        "."
            + Long.toString(startedAt.toEpochMilli(), 36)
            + "-"
            + "%016x".formatted(random)
            + SUFFIX;
    return 1 + fileName.length() + tail.length() <= MAX_NAME
        ? "." + fileName + tail
        : "." + fileName.substring(0, HEAD) + tail + "/" + fileName.substring(HEAD) + SUFFIX;
  }

  /** Whether a file or folder of this name can only be one of ours. */
  static boolean isPartial(String name) {
    return FORM.matcher(name).matches();
  }

  /** Whether the file is one that is being written, or was when its writer died. */
  static boolean isPartial(Path file) {
    return isPartial(file.getFileName().toString()) || inPartialFolder(file);
  }

  /** Reads the name back from a file that {@link #isPartial}. */
  static Optional<PartialName> of(Path file) {
    String name = file.getFileName().toString();
    if (!inPartialFolder(file)) {
      return parse(name, "");
    }
    return parse(
        file.getParent().getFileName().toString(),
        name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name);
  }

  private static boolean inPartialFolder(Path file) {
    Path folder = file.getParent();
    return folder != null
        && folder.getFileName() != null
        && isPartial(folder.getFileName().toString());
  }

  private static Optional<PartialName> parse(String name, String rest) {
    Matcher matcher = FORM.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new PartialName(
                matcher.group(1) + rest,
                Instant.ofEpochMilli(Long.parseLong(matcher.group(2), 36))))
        : Optional.empty();
  }
}
