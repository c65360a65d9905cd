package io.dumpwarden.drill;

import io.dumpwarden.catalog.Copy;
import io.dumpwarden.drill.DrillLoad.Loaded;
import io.dumpwarden.drill.DrillResult.AssertionProof;
import io.dumpwarden.drill.DrillResult.TableProof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a drill has found so far: it stays true where a later step fails. For one thread. */
final class DrillFindings {

  private String throwaway = "";
  private Duration check = Duration.ZERO;
  private Duration proof = Duration.ZERO;
  private @Nullable Copy copy;
  private @Nullable Loaded loaded;
  final List<TableProof> tables = new ArrayList<>();
  final List<AssertionProof> assertions = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  final List<String> unproven = new ArrayList<>();
  final List<String> notes = new ArrayList<>();

  void checked(Copy good, Duration took) {
    copy = good;
    check = took;
  }

  void restoresInto(ThrowawayServer server) {
    throwaway = server.describe();
    unproven.addAll(server.limits());
  }

  void loaded(Loaded done) {
    loaded = done;
    problems.addAll(done.problems());
    unproven.addAll(done.unproven());
  }

  void proven(Duration took) {
    proof = took;
  }

  void problem(String text, @Nullable Object... values) {
    problems.add(text.formatted(values));
  }

  /** The storage whose copy was good. */
  @Nullable String storage() {
    return copy == null ? null : copy.storage();
  }

  /** The measured recovery time; empty where the load did not come to its end. */
  Optional<Duration> recovery() {
    return Optional.ofNullable(loaded).map(Loaded::took);
  }

  DrillResult result() {
    Optional<Loaded> done = Optional.ofNullable(loaded);
    return new DrillResult(
        throwaway,
        check.toMillis(),
        done.map(l -> l.took().toMillis()).orElse(0L),
        proof.toMillis(),
        done.map(Loaded::rawBytes).orElse(0L),
        tables,
        assertions,
        problems,
        unproven,
        notes);
  }
}
