package io.dumpwarden.admin.page;

import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.view.Findings;
import io.dumpwarden.view.Findings.Result;
import java.util.function.Supplier;

/** Tests of rows: what cannot even begin is a finding too. */
final class Tests {

  private Tests() {}

  static Findings run(RowEditing editing, Supplier<Findings> test) {
    try {
      return test.get();
    } catch (InvalidConfigException e) {
      Findings found = new Findings();
      editing.errors(e).forEach((field, message) -> found.add(field, Result.ERROR, message, null));
      return found;
    } catch (DumpwardenException e) {
      Findings found = new Findings();
      found.error("test", e);
      return found;
    }
  }
}
