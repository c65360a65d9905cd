package io.dumpwarden.admin;

import io.dumpwarden.node.HealthCheck;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A check that counts how often it is asked. */
record TestCheck(String name, AtomicInteger asked, Supplier<Result> answer) implements HealthCheck {

  static TestCheck up(String name) {
    return new TestCheck(name, new AtomicInteger(), () -> new Result(true, "fine"));
  }

  static TestCheck down(String name) {
    return new TestCheck(name, new AtomicInteger(), () -> new Result(false, "not \"reachable\""));
  }

  static TestCheck broken(String name, RuntimeException thrown) {
    return new TestCheck(
        name,
        new AtomicInteger(),
        () -> {
          throw thrown;
        });
  }

  /** Answers only when released, or when interrupted. */
  static TestCheck hanging(String name, CountDownLatch release) {
    return new TestCheck(
        name,
        new AtomicInteger(),
        () -> {
          try {
            release.await();
            return new Result(true, "released");
          } catch (InterruptedException e) {
            return new Result(false, "interrupted");
          }
        });
  }

  @Override
  public Result check() {
    asked.incrementAndGet();
    return answer.get();
  }
}
