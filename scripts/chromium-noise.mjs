import { createInterface } from 'node:readline';

/** What Chromium complains about on a machine without a desktop session or a GPU. None of it matters there. */
const noise =
  /^\[\d+:\d+\/[\d.]+:(?:ERROR|WARNING):(?:bus|object_proxy|viz_main_impl|gpu_process_host|angle_platform_impl|gl_display|gl_factory|gl_surface_presentation_helper|shared_image_manager|interface_endpoint_client|zygote_communication_linux|command_buffer_proxy_impl)\.cc/u;

/**
 * Passes a stream on to standard error, line by line, without the lines that alarm and mean nothing.
 *
 * @param {import('node:stream').Readable} stream
 */
export function passWithoutNoise(stream) {
  createInterface({ input: stream }).on('line', (line) => {
    if (!noise.test(line)) process.stderr.write(`${line}\n`);
  });
}
