package io.dumpwarden.notify;

import io.dumpwarden.config.ConfigSnapshot;
import java.time.Instant;
import java.util.List;

/** One kind of what can be wrong. May throw {@code METADATA_UNAVAILABLE}. */
public interface ProblemSource {

  /** Everything of its kind that stands now, each under a key of its own. */
  List<FoundProblem> find(ConfigSnapshot config, Instant now);
}
