package io.dumpwarden.restore;

import io.dumpwarden.client.LoadErrors;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.script.ScriptPart;
import io.dumpwarden.swap.Expectation;
import io.dumpwarden.swap.Swap;
import io.dumpwarden.swap.SwapFailedException;
import io.dumpwarden.swap.SwapOutcome;
import io.dumpwarden.swap.SwapRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Loads beside what is there, and puts the new data in its place when it is whole. */
final class ReplacingLoad extends Load {

  private final List<String> warnings = new ArrayList<>();
  private SwapOutcome.@Nullable State state;

  ReplacingLoad(TargetTools tools, RestoreWork work) {
    super(tools, work);
  }

  @Override
  void run() {
    work().meter().enter(RestorePhase.LOADING);
    SwapRequest request =
        new SwapRequest(
            UUID.fromString(work().id()),
            TargetUnits.all(work().plan(), expected()),
            "restore of " + work().source().describe(),
            !work().request().load().withoutBinlog());
    try (DefinitionSpool definitions = DefinitionSpool.in(tools().temporaryFolder());
        Swap swap = swaps().begin(work().target().login(), request)) {
      load(swap, definitions);
      requireNoErrors();
      work().control().throwIfEnded();
      work().control().shielded(() -> replace(swap, definitions));
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.RESTORE_FAILED, "the temporary folder fails: " + e.getMessage(), e);
    }
  }

  private void load(Swap swap, DefinitionSpool definitions) throws IOException {
    Chosen chosen = new Chosen(work().source(), work().plan());
    try (KeepAlive alive = new KeepAlive(swap::keepAlive)) {
      loader()
          .load(
              chosen.part(ScriptPart.DATA, swap::staging),
              new Loader.Beside(
                  definitions.write(), chosen.part(ScriptPart.DEFINITIONS, name -> name)));
      alive.throwIfFailed();
    }
  }

  /** What is not whole does not take the place of what is. */
  private void requireNoErrors() {
    LoadErrors errors = loader().errors();
    if (errors.count() > 0) {
      throw new DumpwardenException(
          ErrorCode.RESTORE_FAILED,
          "%d statements failed, so that the new data is not put in place of what is there; the first: %s"
              .formatted(errors.count(), errors.first().get(0).message()),
          "restore it beside by --into-new, or over what is there by --replace --in-place",
          null);
    }
    List<String> changed = loader().changed();
    if (!changed.isEmpty()) {
      throw new DumpwardenException(
          ErrorCode.RESTORE_FAILED,
          "the target changed values, so that the new data is not put in place of what is there; "
              + String.join(", ", changed),
          "restore it beside by --into-new and look at the values, or into a server of the source's version",
          null);
    }
  }

  private void replace(Swap swap, DefinitionSpool definitions) {
    work().meter().enter(RestorePhase.SWAPPING);
    // until it says more
    state = SwapOutcome.State.UNFINISHED;
    try {
      SwapOutcome outcome = swap.replace(definitions.eventsLast(), expectations());
      state = outcome.state();
      work().meter().say(outcome.message());
      warnings.addAll(outcome.notes());
      warnings.addAll(loader().references());
    } catch (SwapFailedException e) {
      state = e.outcome().state();
      e.outcome().notes().forEach(work().meter()::say);
      throw e;
    }
  }

  private List<Expectation> expectations() {
    LoadedCheck expected = expected();
    List<Expectation> all = new ArrayList<>();
    for (DatabasePlan database : work().plan().databases()) {
      expected
          .held(database.from())
          .map(
              held ->
                  Expectation.of(
                      database.to(), held, expected.leftOut(database.from()), expected.lacking()))
          .ifPresent(all::add);
    }
    return all;
  }

  @Override
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  @Override
  List<String> missing() {
    // what is missing is not put in place
    return List.of();
  }

  @Override
  String undo() {
    String names = String.join(", ", work().plan().endangered());
    if (state == null) {
      return "the old data of %s is untouched".formatted(names);
    }
    return switch (state) {
      case OLD_IN_PLACE -> "the old data of %s is in place".formatted(names);
      case NEW_IN_PLACE -> "the new data of %s is in place".formatted(names);
      case UNFINISHED ->
          "a recovery is to bring either the old or the new data of %s in place".formatted(names);
    };
  }
}
