# docker build -t phu-song . && docker run -p 3000:3000 -v phu-song:/data phu-song
FROM node:20-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
RUN npm run build

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# The program itself, without npm in between: it gets the signals that stop it, and PID 1 is the server.
CMD ["node", "server/launch.mjs", "start"]
