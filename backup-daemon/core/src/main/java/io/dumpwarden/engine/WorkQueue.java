package io.dumpwarden.engine;

import io.dumpwarden.chunk.Chunk;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What is left to read, the biggest first. Safe for use by many threads. */
final class WorkQueue {

  private final Deque<Chunk> left;

  WorkQueue(List<Chunk> chunks) {
    this.left =
        new ArrayDeque<>(
            chunks.stream().sorted(Comparator.comparingLong(Chunk::bytes).reversed()).toList());
  }

  synchronized Optional<Chunk> next() {
    return Optional.ofNullable(left.poll());
  }
}
