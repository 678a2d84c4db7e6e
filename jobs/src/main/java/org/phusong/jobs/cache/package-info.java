/**
 * What an earlier run made of the same wards and claims, kept on disk: households change every month, wards and claims seldom.
 *
 * <p>{@link org.phusong.jobs.cache.LayerKey} says what wards and claims are made of: the bytes of their files, the parts of the study that
 * bear on them, and the code that reads them. {@link org.phusong.jobs.cache.Layers} are kept under that key in a
 * {@link org.phusong.jobs.cache.LayerCache}, a folder of bounded size; a file that is not wholly what it should be is never used.
 */
@NullMarked
package org.phusong.jobs.cache;

import org.jspecify.annotations.NullMarked;
