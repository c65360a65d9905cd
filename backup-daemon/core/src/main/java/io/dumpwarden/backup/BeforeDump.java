package io.dumpwarden.backup;

import io.dumpwarden.preflight.Survey;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.storage.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found on the server right before a dump.
 *
 * @param survey what each database holds
 * @param position where the binary log stood; null where it is not known
 * @param users the script that makes the accounts again; null where none is wanted
 * @param warnings what could not be seen
 */
record BeforeDump(
    Survey survey,
    @Nullable BinlogPosition position,
    @Nullable Secret users,
    List<String> warnings) {

  BeforeDump {
    warnings = List.copyOf(warnings);
  }
}
