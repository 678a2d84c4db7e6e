/**
 * What operators say: claims of coverage, and the definitions of service that they are held against.
 *
 * <p>A claim matters only through its {@link org.phusong.geodata.claim.ClaimClass class}: the tuple of operator, technology,
 * speeds, latency, signal, environment, customer, status and evidence, exactly as filed. Which claims <em>serve</em> a household is a
 * {@link org.phusong.geodata.claim.ServiceDefinition definition} that is applied to classes, never to households.
 */
@NullMarked
package org.phusong.geodata.claim;

import org.jspecify.annotations.NullMarked;
