package io.dumpwarden.preflight;

import io.dumpwarden.dump.ClientProgram;
import io.dumpwarden.dump.ClientTls;
import io.dumpwarden.dump.DumpTools;
import io.dumpwarden.dump.ToolChoice;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Login;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dump program for a server, and whether it fits server and TLS mode.
 *
 * @param program null where none can be chosen
 */
record FittingTool(@Nullable ClientProgram program, List<Finding> findings) {

  private static final String CHECK = "dump tool";

  static FittingTool of(DumpTools tools, Survey survey, Login login) {
    List<Inventory> inventories =
        survey.inventories().isEmpty() ? List.of(Inventory.empty("")) : survey.inventories();
    List<Finding> findings = new ArrayList<>();
    Set<ToolChoice> choices = new LinkedHashSet<>();
    Set<Finding> refusals = new LinkedHashSet<>();
    for (Inventory inventory : inventories) {
      try {
        choices.add(tools.choose(survey.server(), List.of(inventory)));
      } catch (DumpwardenException e) {
        refusals.add(Finding.error(CHECK, e));
      }
    }
    findings.addAll(refusals);
    Optional<ClientProgram> program = choices.stream().findFirst().map(ToolChoice::program);
    program.ifPresent(chosen -> findings.add(tls(chosen, login)));
    choices.stream()
        .flatMap(choice -> choice.warnings().stream())
        .distinct()
        .map(text -> Finding.warning(CHECK, text, ErrorCode.DUMP_TOOL_UNSUITABLE.hint()))
        .forEach(findings::add);
    return new FittingTool(program.orElse(null), needed(findings));
  }

  /** The native engine needs none; whoever chooses mysqldump is told by the dump. */
  private static List<Finding> needed(List<Finding> findings) {
    Optional<Finding> error =
        findings.stream().filter(f -> f.result() == Finding.Result.ERROR).findFirst();
    if (error.isEmpty()) {
      return List.copyOf(findings);
    }
    return List.of(
        Finding.unknown(
            CHECK,
            "none is needed: the native engine dumps this server",
            "engine mysqldump could not: " + error.get().message()));
  }

  private static Finding tls(ClientProgram program, Login login) {
    try {
      ClientTls.lines(program, login);
      return Finding.ok(CHECK, "%s (%s)".formatted(program.describe(), program.path()));
    } catch (DumpwardenException e) {
      return Finding.error(CHECK, e);
    }
  }
}
