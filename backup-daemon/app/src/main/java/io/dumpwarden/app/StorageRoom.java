package io.dumpwarden.app;

import io.dumpwarden.catalog.LocalStorages;
import io.dumpwarden.catalog.StorageOpener;
import io.dumpwarden.config.Storage;
import io.dumpwarden.config.StorageType;
import io.dumpwarden.statistics.FreeSpace;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much room the local storages of this node have. A disk that hangs is asked by one thread
 * only, for which nobody waits longer than a moment; and who asks again meanwhile does not wait.
 */
final class StorageRoom implements FreeSpace {

  private static final Logger LOG = LoggerFactory.getLogger(StorageRoom.class);
  private static final long PATIENCE_MILLIS = 500;

  private final StorageOpener storages;
  private final LocalStorages local;
  private final Map<String, Question> asked = new ConcurrentHashMap<>();

  /**
   * A storage being asked.
   *
   * @param told its answer, or, when it has had its time, that there is none
   */
  private record Question(
      CompletableFuture<OptionalLong> answer, CompletableFuture<OptionalLong> told) {

    static Question of(CompletableFuture<OptionalLong> answer) {
      return new Question(
          answer,
          answer
              .copy()
              .completeOnTimeout(OptionalLong.empty(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    }
  }

  StorageRoom(StorageOpener storages, LocalStorages local) {
    this.storages = storages;
    this.local = local;
  }

  @Override
  public OptionalLong of(Storage storage) {
    if (storage.type() != StorageType.LOCAL) {
      return OptionalLong.empty();
    }
    Question question =
        asked.compute(
            storage.id(),
            (id, before) ->
                before == null || before.answer().isDone() ? Question.of(ask(storage)) : before);
    try {
      return question.told().get();
    } catch (ExecutionException e) {
      LOG.debug("storage {} does not say how much room it has", storage.name(), e);
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  private CompletableFuture<OptionalLong> ask(Storage storage) {
    CompletableFuture<OptionalLong> answer = new CompletableFuture<>();
    Thread thread = new Thread(() -> answer(storage, answer), "free-space");
    thread.setDaemon(true);
    thread.start();
    return answer;
  }

  private void answer(Storage storage, CompletableFuture<OptionalLong> answer) {
    try {
      answer.complete(
          local.isOfAnother(storage) ? OptionalLong.empty() : storages.open(storage).freeBytes());
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }
}
