package io.dumpwarden.app.command;

import io.dumpwarden.app.command.PickList.Answer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lets a person pick databases from a list, which may be narrowed on the way. */
final class Picking {

  private final PrintWriter out;
  private final Function<String, Optional<String>> question;

  /**
   * @param question shows a prompt and answers the line typed; empty where the input ended
   */
  Picking(PrintWriter out, Function<String, Optional<String>> question) {
    this.out = out;
    this.question = question;
  }

  /** Empty where nothing is wanted. */
  Optional<List<String>> from(PickList all) {
    PickList list = all;
    list.print(out);
    while (true) {
      String typed = question.apply(prompt(all.one())).map(String::strip).orElse("");
      if (typed.isEmpty()) {
        return Optional.empty();
      }
      Answer answer = typed.equals("*") && !all.one() ? everything(list) : list.read(typed);
      if (answer instanceof Answer.Picked picked) {
        return Optional.of(picked.names());
      }
      list = shown(list, all, answer);
    }
  }

  private PickList shown(PickList list, PickList all, Answer answer) {
    if (answer instanceof Answer.Narrowed narrowed) {
      narrowed.list().print(out);
      return narrowed.list();
    }
    if (answer instanceof Answer.Unclear unclear) {
      out.println(Table.harmless(unclear.why()));
      out.flush();
    }
    if (list.offered().size() < all.offered().size()) {
      all.print(out);
    }
    return all;
  }

  private static Answer everything(PickList list) {
    return new Answer.Picked(list.offered().stream().map(SizedDatabase::name).toList());
  }

  private static String prompt(boolean one) {
    return one
        ? "Number or name of the database; part of a name narrows the list; nothing ends: "
        : "Numbers (1,3-5), names or * for all shown; part of a name narrows the list; nothing ends: ";
  }
}
