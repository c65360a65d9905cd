package io.dumpwarden.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.BackupCatalog;
import io.dumpwarden.catalog.Ids;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Outcomes} with a folder behind them: an outcome that the store does not take is written
 * there and recorded later, in the order of what happened. Safe for use by many threads.
 */
public final class OutcomeJournal implements Outcomes {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeJournal.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** Either a backup or the end of a run. */
  record Entry(
      @Nullable Backup backup,
      @Nullable String runId,
      @Nullable RunEnd end,
      @Nullable List<String> logLines) {}

  /** What becomes of an entry. */
  private enum Answer {
    RECORDED,
    AWAY,
    REFUSED
  }

  private final Path folder;
  private final BackupCatalog catalog;
  private final RunQueue queue;
  private final Set<String> told = new HashSet<>();

  /**
   * @param folder made where it is missing
   */
  public OutcomeJournal(Path folder, BackupCatalog catalog, RunQueue queue) {
    this.folder = folder;
    this.catalog = catalog;
    this.queue = queue;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }

  @Override
  public void backupFinished(Backup backup) {
    recordOrKeep(new Entry(backup, null, null, null));
  }

  @Override
  public void runFinished(String runId, RunEnd end, List<String> logLines) {
    recordOrKeep(new Entry(null, runId, end, logLines));
  }

  /**
   * Records what is kept, oldest first, until the store is away; one that it refuses stays and does
   * not hold up the others. Answers how many are left.
   */
  public synchronized int replay() {
    List<Path> kept = kept();
    int left = 0;
    for (int i = 0; i < kept.size(); i++) {
      Answer answer = replay(kept.get(i));
      if (answer == Answer.AWAY) {
        return left + kept.size() - i;
      }
      left += answer == Answer.REFUSED ? 1 : 0;
    }
    return left;
  }

  private synchronized void recordOrKeep(Entry entry) {
    // what was kept earlier happened earlier: it goes first
    if (replay() > 0 || tryRecord(entry, "an outcome") != Answer.RECORDED) {
      keep(entry);
    }
  }

  private Answer replay(Path file) {
    try {
      Entry entry = JSON.readValue(Files.readAllBytes(file), Entry.class);
      Answer answer = tryRecord(entry, file.toString());
      if (answer == Answer.RECORDED) {
        Files.deleteIfExists(file);
        LOG.info("an outcome kept while the metadata store was away is recorded now");
      }
      return answer;
    } catch (JsonProcessingException e) {
      return setAside(file, e);
    } catch (NoSuchFileException e) {
      // another process on this data directory was faster
      return Answer.RECORDED;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private Answer tryRecord(Entry entry, String what) {
    try {
      record(entry);
      return Answer.RECORDED;
    } catch (DumpwardenException e) {
      if (e.code() == ErrorCode.METADATA_UNAVAILABLE) {
        return Answer.AWAY;
      }
      if (told.add(what)) {
        LOG.error(
            "the metadata store does not take {}: {}; it is tried again", what, e.getMessage());
      }
      return Answer.REFUSED;
    }
  }

  private void record(Entry entry) {
    if (entry.backup() != null) {
      catalog.finish(entry.backup());
    }
    if (entry.runId() != null && entry.end() != null) {
      queue.log(entry.runId(), entry.logLines() == null ? List.of() : entry.logLines());
      queue.finish(entry.runId(), entry.end());
    }
  }

  private void keep(Entry entry) {
    Path file = folder.resolve(Ids.next() + ".json");
    Path partial = folder.resolve(file.getFileName() + ".partial");
    try {
      Files.write(partial, JSON.writeValueAsBytes(entry));
      try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      LOG.warn("the metadata store is away or refuses: an outcome is kept in {}", file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the metadata store takes no outcome, and cannot write " + file, e);
    }
  }

  private Answer setAside(Path file, JsonProcessingException e) {
    Path aside = folder.resolve(file.getFileName() + ".unreadable");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException moving) {
      throw new UncheckedIOException("cannot move " + file, moving);
    }
    LOG.error("{} is not readable and was set aside: {}", aside, e.getOriginalMessage());
    return Answer.RECORDED;
  }

  private List<Path> kept() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }
}
