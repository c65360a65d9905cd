package io.dumpwarden.restore;

import io.dumpwarden.origin.RestoreSource;
import io.dumpwarden.run.RunControl;

/** One restore at work. */
record RestoreWork(
    String id, RestoreSource source, RestorePlan plan, RunControl control, RestoreMeter meter) {

  RestoreRequest request() {
    return plan.request();
  }

  RestoreTarget target() {
    return plan.request().target();
  }
}
