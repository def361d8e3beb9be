import { initializeApp } from 'firebase/app';
import type { DocumentReference, Firestore } from 'firebase/firestore';
import {
  addDoc,
  collection,
  connectFirestoreEmulator,
  doc,
  initializeFirestore,
  memoryLocalCache,
  onSnapshot,
  setDoc,
  updateDoc,
} from 'firebase/firestore';
import { answerTo, descriptionOf, echoOn } from './first-message.ts';

/** FirebaseRTC's pattern: a room with offer and answer in it, a document for each candidate, and everybody listens. */
export interface Rooms {
  /** @param firestore the emulator, as `host:port` */
  openRooms(firestore: string): void;
  /** Will answer the offer of that room; resolves when its listeners hear. */
  joinRoom(room: string): Promise<void>;
  /** Milliseconds from nothing until a message was answered over the connection that the room has made. */
  callRoom(room: string): Promise<number>;
  leaveRoom(): void;
}

/** As in the codelab, but for its STUN servers: nobody else asks any here. */
const configuration: RTCConfiguration = { iceCandidatePoolSize: 10 };

interface Side {
  readonly mine: string;
  readonly theirs: string;
}

export function createRooms(): Rooms {
  let firestore: Firestore;
  let leave: (() => void)[] = [];

  /** Resolves when the service has answered for the first time. */
  function follow<Seen>(listen: (next: (seen: Seen) => void) => () => void, onSeen: (seen: Seen) => void) {
    return new Promise<void>((resolve) => {
      leave.push(
        listen((seen) => {
          resolve();
          onSeen(seen);
        }),
      );
    });
  }

  /** Own candidates go into one collection, theirs come out of the other one. */
  function exchange(connection: RTCPeerConnection, room: DocumentReference, { mine, theirs }: Side): Promise<void> {
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) void addDoc(collection(room, mine), candidate.toJSON());
    };
    leave.push(() => connection.close());
    const early: RTCIceCandidateInit[] = [];
    const addAll = (): void => {
      if (connection.remoteDescription) for (const found of early.splice(0)) void connection.addIceCandidate(found);
    };
    connection.onsignalingstatechange = addAll;
    return follow<{ docChanges(): readonly { type: string; doc: { data(): RTCIceCandidateInit } }[] }>(
      (next) => onSnapshot(collection(room, theirs), next),
      (snapshot) => {
        for (const { type, doc: found } of snapshot.docChanges()) if (type === 'added') early.push(found.data());
        addAll();
      },
    );
  }

  return {
    openRooms(address) {
      firestore = connectTo(address);
    },
    async joinRoom(name) {
      const room = doc(firestore, 'rooms', name);
      const connection = new RTCPeerConnection(configuration);
      connection.ondatachannel = ({ channel }) => echoOn(channel);
      const answer = async (offer: RTCSessionDescriptionInit): Promise<void> => {
        await connection.setRemoteDescription(offer);
        await connection.setLocalDescription();
        await updateDoc(room, { answer: descriptionOf(connection) });
      };
      await Promise.all([
        exchange(connection, room, { mine: 'calleeCandidates', theirs: 'callerCandidates' }),
        follow<{ data(): { offer?: RTCSessionDescriptionInit } | undefined }>(
          (next) => onSnapshot(room, next),
          (snapshot) => {
            const offer = snapshot.data()?.offer;
            if (offer && connection.signalingState === 'stable' && !connection.remoteDescription) void answer(offer);
          },
        ),
      ]);
    },
    async callRoom(name) {
      const startedAt = performance.now();
      const room = doc(firestore, 'rooms', name);
      const connection = new RTCPeerConnection(configuration);
      const answered = answerTo(connection.createDataChannel('room'));
      void exchange(connection, room, { mine: 'callerCandidates', theirs: 'calleeCandidates' });
      await connection.setLocalDescription();
      await setDoc(room, { offer: descriptionOf(connection) });
      void follow<{ data(): { answer?: RTCSessionDescriptionInit } | undefined }>(
        (next) => onSnapshot(room, next),
        (snapshot) => {
          const answer = snapshot.data()?.answer;
          if (answer && !connection.currentRemoteDescription) void connection.setRemoteDescription(answer);
        },
      );
      await answered;
      return performance.now() - startedAt;
    },
    leaveRoom() {
      for (const stop of leave) stop();
      leave = [];
    },
  };
}

/** A project of its own in the same emulator, as its owner: no rule is looked at, which is more than the pattern can ask for. */
function connectTo(address: string): Firestore {
  const app = initializeApp({ apiKey: 'demo', projectId: 'demo-rooms' }, 'rooms');
  const firestore = initializeFirestore(app, { localCache: memoryLocalCache() });
  const [host = '', port = ''] = address.split(':');
  connectFirestoreEmulator(firestore, host, Number(port), { mockUserToken: 'owner' });
  return firestore;
}
