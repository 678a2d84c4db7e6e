/**
 * The paired benchmark: PhuSong and its peers on the reference workload, in turns in one process, with results compared cell by cell.
 *
 * <p>{@link org.phusong.jobs.bench.Benchmark} reads as the list of what is measured. {@link org.phusong.jobs.bench.WorkloadFiles} puts the
 * workload of {@link org.phusong.geodata.reference} on disk as a user's files would be; {@link org.phusong.jobs.bench.Turns} times two ways
 * of doing one thing, one after the other, again and again, and takes medians, so that what else the machine does strikes both;
 * {@link org.phusong.jobs.bench.WardLayerCounts} is the result that every way must agree on: households per ward and layer.
 *
 * <p>Peers are called by SQL text and reflection: this package compiles and runs without them, and says so where they are absent.
 */
@NullMarked
package org.phusong.jobs.bench;

import org.jspecify.annotations.NullMarked;
