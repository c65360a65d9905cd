package io.dumpwarden.restore;

import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptPart;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What passes of a dump on its way into the target, and under which names. */
record Chosen(RestoreSource source, RestorePlan plan) {

  /** Everything that is chosen, under its names in the target. */
  ScriptChoice all() {
    boolean whole =
        plan.names().entrySet().stream().allMatch(e -> e.getKey().equals(e.getValue()))
            && plan.databases().size() == source.databases().size()
            && plan.request().choice().tables().isEmpty()
            && plan.request().load().rewrites().isEmpty();
    return whole ? ScriptChoice.EVERYTHING : part(ScriptPart.ALL, name -> name);
  }

  /**
   * A part of it.
   *
   * @param place where a database of the target is loaded
   */
  ScriptChoice part(ScriptPart part, UnaryOperator<String> place) {
    RestoreRequest request = plan.request();
    Map<String, String> names =
        plan.databases().stream()
            .collect(Collectors.toMap(DatabasePlan::from, database -> place.apply(database.to())));
    ScriptChoice choice =
        ScriptChoice.EVERYTHING
            .databases(names)
            .tables(request.choice().tables())
            .part(part)
            .rewrites(request.load().rewrites());
    List<String> named = source.databases();
    return named.isEmpty() ? choice.unnamed(plan.databases().get(0).from()) : choice;
  }
}
