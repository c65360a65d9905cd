package io.dumpwarden.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dumpwarden.catalog.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Outcomes as files, named in the order of time. */
final class OutcomeFolder {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeFolder.class);
  private static final String REFUSED = ".refused";

  private final Path folder;

  /**
   * @param folder made where it is missing
   */
  OutcomeFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }

  /** Oldest first; none where the folder cannot be read: what happens now is not to wait for it. */
  List<Path> kept() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      LOG.error("cannot read {}: outcomes kept there wait", folder, e);
      return List.of();
    }
  }

  /** Empty where there is nothing to be recorded: gone meanwhile, or not readable for ever. */
  Optional<Outcome> read(Path file) {
    try {
      return Optional.of(Outcome.read(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      // another process on this data directory was faster
      return Optional.empty();
    } catch (JsonProcessingException e) {
      setAside(file, e.getOriginalMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Answers whether it is safely on disk. */
  boolean keep(Outcome outcome) {
    Path file = folder.resolve(Ids.next() + ".json");
    try {
      write(outcome, file);
      LOG.warn("the metadata store is away: an outcome is kept in {}", file);
      return true;
    } catch (IOException e) {
      LOG.error(
          "the metadata store is away, and {} cannot be written: an outcome is held in memory",
          file,
          e);
      return false;
    }
  }

  void forget(Path file) {
    try {
      Files.deleteIfExists(file);
      LOG.info("an outcome kept while the metadata store was away is recorded now");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }

  /** Keeps, for people, what the store refuses. */
  void setAside(Outcome outcome, String why) {
    Path aside = folder.resolve(Ids.next() + ".json" + REFUSED);
    try {
      write(outcome, aside);
      LOG.error("the metadata store refuses an outcome, which stays in {}: {}", aside, why);
    } catch (IOException e) {
      LOG.error("the metadata store refuses an outcome: {}; it cannot be kept", why, e);
    }
  }

  private void setAside(Path file, String why) {
    try {
      Path aside = folder.resolve(file.getFileName() + ".unreadable");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.error("{} cannot be recorded and was set aside: {}", aside, why);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot move " + file, e);
    }
  }

  private void write(Outcome outcome, Path file) throws IOException {
    Path partial = folder.resolve(file.getFileName() + ".partial");
    Files.write(partial, outcome.toJson());
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
