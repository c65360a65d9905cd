package io.dumpwarden.snapshot;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.BinlogPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has one connection begin its snapshot without a lock, and finds out where the binary log stood.
 *
 * <p>MariaDB tells that of a snapshot. MySQL only tells where it stands now, with transactions in
 * its log that the tables do not have yet. Each of those owns its GTID from before it is written
 * until after it is visible: so where nobody owns one before and after, and the log stands at the
 * same place, the snapshot has what is in front of that place, and nothing else.
 */
final class SoleMoment {

  private static final int TRIES = 20;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Scene scene;
  private final Readers readers;
  private final Place place;

  SoleMoment(Scene scene, Readers readers) {
    this.scene = scene;
    this.readers = readers;
    this.place = new Place(scene.server());
  }

  /**
   * @return null where the server writes no binary log, or does not tell
   */
  @Nullable BinlogPosition begin() throws SQLException, InterruptedException {
    if (scene.server().flavor() == Flavor.MARIADB) {
      readers.begin();
      return place.seen(readers.lines()).orElse(null);
    }
    for (int left = TRIES; ; left--) {
      Line line = readers.lines().get(0);
      // better a little early than late
      Optional<BinlogPosition> before = place.now(line, true);
      boolean quiet = place.isQuiet(line);
      readers.begin();
      if (quiet && place.isQuiet(line) && before.equals(place.now(line, true))) {
        return before.orElse(null);
      }
      if (before.isEmpty() || !scene.server().gtids() || left <= 1) {
        return before.map(SoleMoment::near).orElse(null);
      }
      scene.lines().pause(PAUSE);
    }
  }

  private static BinlogPosition near(BinlogPosition position) {
    return new BinlogPosition(position.gtid(), position.file(), position.position(), false);
  }
}
