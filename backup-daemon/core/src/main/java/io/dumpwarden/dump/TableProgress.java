package io.dumpwarden.dump;

/**
 * How far a table's rows are dumped.
 *
 * @param rows so far
 * @param rowEstimate of all of them, by the server's word; may be far off
 * @param bytes of SQL so far
 * @param byteEstimate of all of it; may be far off
 * @param atWork whether some are being read at the moment
 * @param done whether nothing is to come
 */
public record TableProgress(
    String database,
    String table,
    long rows,
    long rowEstimate,
    long bytes,
    long byteEstimate,
    boolean atWork,
    boolean done) {}
