package io.dumpwarden.dump;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds client programs by name. Every search looks at the folders again, so that a program that
 * was installed meanwhile is found; only what a file's {@code --version} said is kept, as long as
 * the file stays the same. Safe for use by many threads.
 */
public final class ProgramFinder {

  private static final Logger LOG = LoggerFactory.getLogger(ProgramFinder.class);

  /** Older programs give a number of their own first, of two parts only. */
  private static final Pattern DISTRIBUTION =
      Pattern.compile("(?:Distrib|from|Ver) (\\d+\\.\\d+\\.\\d+)");

  private final ToolFolders folders;
  private final Map<ProgramEdition, Optional<ClientProgram>> known = new ConcurrentHashMap<>();

  public ProgramFinder(ToolFolders folders) {
    this.folders = folders;
  }

  /** Every program of one of these names, in the folders' order, then the names'. */
  public List<ClientProgram> find(String... names) {
    return folders.inOrder().stream()
        .flatMap(folder -> List.of(names).stream().map(folder::resolve))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .flatMap(file -> identify(file).stream())
        .toList();
  }

  /** Where it looked, for messages. */
  public String whereItLooked() {
    return String.join(", ", folders.inOrder().stream().map(Path::toString).toList());
  }

  private Optional<ClientProgram> identify(Path file) {
    try {
      ProgramEdition edition = ProgramEdition.of(file);
      Optional<ClientProgram> program = known.get(edition);
      if (program == null) {
        program = parse(file, ProgramOutput.of(file, "--version"));
        known.put(edition, program);
      }
      return program;
    } catch (IOException e) {
      LOG.warn("{} is passed over, it does not say its version: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  static Optional<ClientProgram> parse(Path file, String output) {
    Matcher matcher = DISTRIBUTION.matcher(output);
    if (!matcher.find()) {
      LOG.warn("{} is passed over, its version is not understood: {}", file, output.strip());
      return Optional.empty();
    }
    Flavor flavor = output.contains("MariaDB") ? Flavor.MARIADB : Flavor.MYSQL;
    return Version.in(matcher.group(1)).map(release -> new ClientProgram(file, flavor, release));
  }
}
